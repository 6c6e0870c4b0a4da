package io.nuzantara.orchestrator;

import io.nuzantara.llm.Question;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers of a planner that is entirely in the hands of an attacker: texts from {@code attacks/planner}, put into every place. */
final class HostileAnswers {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final List<String> FILES = List.of("override", "effects", "markup", "unknown-ids");
    private static final int MANY = 10_000;

    private final List<String> texts;
    private final SplittableRandom random;

    HostileAnswers(long seed) {
        this.random = new SplittableRandom(seed);
        this.texts = FILES.stream().flatMap(HostileAnswers::lines).toList();
    }

    private static Stream<String> lines(String file) {
        try (var in = HostileAnswers.class.getResourceAsStream("/attacks/planner/" + file + ".txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One way to put a text into an answer. */
    interface Shape {
        JsonNode with(String text, Question question);
    }

    /** How many different answers there are: every text in every shape, plain and disguised. */
    int count() {
        return texts.size() * shapes().size() * disguises("").size();
    }

    /** The answer with this number. */
    JsonNode answer(int number, Question question) {
        var shapes = shapes();
        var text = texts.get(number / shapes.size() % texts.size());
        var disguised = disguises(text)
                .get(number / (shapes.size() * texts.size()) % disguises(text).size());
        return shapes.get(number % shapes.size()).with(disguised, question);
    }

    private List<String> disguises(String text) {
        return List.of(
                text,
                Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)),
                new StringBuilder(text).reverse().toString(),
                "\u202e" + text + "\u202c\u200b\u200d\ufeff\u001b[2J\u0000\ud800",
                tagged(text));
    }

    /** Written in tag characters (U+E0000), which nobody sees. */
    private static String tagged(String text) {
        var hidden = new StringBuilder("ok");
        text.chars().filter(sign -> sign < 128).forEach(sign -> hidden.appendCodePoint(0xE0000 + sign));
        return hidden.toString();
    }

    private List<Shape> shapes() {
        return List.of(
                (text, _) -> JSON.stringNode(text),
                (text, _) -> plan(JSON.stringNode(text), JSON.stringNode(text)),
                (text, _) -> plan(entries(entry(JSON.stringNode(text), text)), entries()),
                (text, question) -> plan(entries(entry(JSON.stringNode(known(question)), text)), entries()),
                (text, question) -> plan(entries(), all(question, text)),
                (text, question) -> plan(all(question, text), all(question, text)),
                (text, question) -> plan(twice(question, text), entries()),
                (text, question) -> plan(mixed(question, text), mixed(question, text)),
                (text, question) -> many(text, question),
                (text, question) -> wrongTypes(text, question),
                (text, question) -> deep(text, question),
                (text, question) -> doubledKeys(text, question),
                (text, question) -> echo(text, question),
                (text, question) -> extras(text, question),
                (text, question) -> huge(text, question));
    }

    private static ObjectNode plan(JsonNode run, JsonNode leave) {
        var plan = JSON.objectNode();
        plan.set("run", run);
        plan.set("leave", leave);
        return plan;
    }

    private static ArrayNode entries(JsonNode... entries) {
        return JSON.arrayNode().addAll(List.of(entries));
    }

    private static ObjectNode entry(JsonNode agent, String why) {
        var entry = JSON.objectNode();
        entry.set("agent", agent);
        entry.put("why", why);
        return entry;
    }

    private static List<String> eligible(Question question) {
        return question.input().path("eligible").findValuesAsString("agent");
    }

    private String known(Question question) {
        var ids = eligible(question);
        return ids.get(random.nextInt(ids.size()));
    }

    private static ArrayNode all(Question question, String why) {
        return entries(eligible(question).stream()
                .map(id -> entry(JSON.stringNode(id), why))
                .toArray(JsonNode[]::new));
    }

    private ArrayNode twice(Question question, String why) {
        return all(question, why).addAll(all(question, why + why)).addAll(all(question, ""));
    }

    private ArrayNode mixed(Question question, String text) {
        var entries = new ArrayList<JsonNode>();
        all(question, text).forEach(entries::add);
        entries.add(entry(JSON.stringNode(text), text));
        entries.add(JSON.nullNode());
        entries.add(JSON.stringNode(known(question)));
        entries.add(JSON.objectNode());
        return entries(IntStream.range(0, entries.size())
                .mapToObj(_ -> entries.get(random.nextInt(entries.size())))
                .toArray(JsonNode[]::new));
    }

    /** Arrays and texts longer than anybody needs; only now and then, they take time. */
    private JsonNode many(String text, Question question) {
        var length = random.nextInt(20) == 0 ? MANY : 50;
        var run = JSON.arrayNode();
        IntStream.range(0, length)
                .forEach(i -> run.add(entry(JSON.stringNode(i % 7 == 6 ? known(question) : text + i), text)));
        return plan(run, run);
    }

    private JsonNode wrongTypes(String text, Question question) {
        var agents = List.of(
                JSON.numberNode(random.nextInt()),
                JSON.numberNode(Double.NaN),
                JSON.booleanNode(true),
                JSON.nullNode(),
                entries(JSON.stringNode(known(question))),
                JSON.objectNode().put("agent", known(question)));
        var run = JSON.arrayNode();
        agents.forEach(agent -> run.add(entry(agent, text)));
        var strange = JSON.objectNode().put("agent", known(question));
        strange.set("why", entries(JSON.stringNode(text)));
        return random.nextBoolean() ? plan(run, JSON.numberNode(1)) : plan(run.add(strange), JSON.objectNode());
    }

    private JsonNode deep(String text, Question question) {
        JsonNode nested = JSON.stringNode(text);
        for (var depth = 0; depth < 400; depth++) {
            nested = depth % 2 == 0 ? entries(nested) : JSON.objectNode().set("run", nested);
        }
        return plan(entries(entry(nested, text), entry(JSON.stringNode(known(question)), text)), nested);
    }

    /** Text, as it comes from the wire: the second key of a name wins, or the reader refuses it. */
    private JsonNode doubledKeys(String text, Question question) {
        var said = MAPPER.writeValueAsString(text);
        var json =
                "{\"run\": [], \"run\": [{\"agent\": \"%s\", \"agent\": %s, \"why\": %s}], \"leave\": [], \"leave\": 3}"
                        .formatted(known(question), said, said);
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            return JSON.stringNode(json);
        }
    }

    private static JsonNode echo(String text, Question question) {
        var prompt = question.prompt().text() + text;
        return plan(all(question, prompt), question.input());
    }

    private static JsonNode extras(String text, Question question) {
        var run = JSON.arrayNode();
        eligible(question).forEach(id -> {
            var entry = entry(JSON.stringNode(id), text);
            entry.putObject("parameters").put("days_back", 99_999).put("init_schema", true);
            entry.put("name", text).put("urgency", 1e308).put("reason", text).put("waits_for", text);
            run.add(entry);
        });
        return plan(run, entries()).put("decided_by", "rules").put("eligible", text);
    }

    private JsonNode huge(String text, Question question) {
        var why = random.nextInt(20) == 0 ? text.repeat(MANY / 10) : text.repeat(20);
        return plan(entries(entry(JSON.stringNode(known(question)), why)), entries());
    }
}
