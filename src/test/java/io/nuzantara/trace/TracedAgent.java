package io.nuzantara.trace;

import io.nuzantara.execution.Agent;
import io.nuzantara.execution.AgentDescriptor;
import io.nuzantara.execution.EffectKey;
import io.nuzantara.execution.EffectResult;
import io.nuzantara.execution.Execution;
import io.nuzantara.execution.Item;
import io.nuzantara.execution.ItemContext;
import io.nuzantara.execution.ItemFailed;
import io.nuzantara.execution.ItemHandler;
import io.nuzantara.execution.ItemSource;
import io.nuzantara.execution.Outcome;
import io.nuzantara.llm.Caller;
import io.nuzantara.llm.JsonSchema;
import io.nuzantara.llm.LanguageModel;
import io.nuzantara.llm.Prompt;
import io.nuzantara.llm.Purpose;
import io.nuzantara.llm.Question;
import io.nuzantara.llm.Reply;
import io.nuzantara.llm.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.node.JsonNodeFactory;

/** An agent that does everything that is traced or counted, with a text in all of it that must not be told to anybody. */
final class TracedAgent implements Agent {

    private static final Logger LOG = LoggerFactory.getLogger(TracedAgent.class);
    static final String ID = "traced_agent";
    static final String CANARY = "a canary sings of rare orchids";

    private static final JsonSchema SCHEMA =
            JsonSchema.of("reading", Shape.fields().with("topic", Shape.text(100)));
    private static final Prompt PROMPT = new Prompt("test/read.v1", "test/read.v1@0", "Name the topic.");

    private final ObjectProvider<LanguageModel> models;
    private final AtomicInteger questions = new AtomicInteger();

    private TracedAgent(ObjectProvider<LanguageModel> models) {
        this.models = models;
    }

    /** Contributes the agent to an application. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Contribution {
        @Bean
        TracedAgent tracedAgent(ObjectProvider<LanguageModel> models) {
            return new TracedAgent(models);
        }
    }

    @Override
    public AgentDescriptor descriptor() {
        return new AgentDescriptor(
                ID,
                "Traced",
                "Does everything once.",
                "",
                5,
                Duration.ofMinutes(1),
                Duration.ofMinutes(30),
                Duration.ofHours(1),
                false,
                List.of(),
                List.of(),
                false);
    }

    @Override
    public Map<String, Long> backlog() {
        return Map.of("questions", 1L);
    }

    @Override
    public Outcome run(Execution execution) {
        var topic = execution.step("ask", String.class, () -> topic(ask(execution.id())));
        execution.effect(
                new EffectKey("test", "trace:" + execution.id()),
                Map.of("text", CANARY),
                (key, payload) -> new EffectResult.Done(topic));
        var ended = execution.items(
                "question",
                new ItemSource.Made(() ->
                        Stream.of("good", "bad").map(key -> new ItemSource.New(key, Map.of("text", CANARY)))));
        return new Outcome.Completed(CANARY, Map.of("done", ended.done(), "text", CANARY));
    }

    @Override
    public Map<String, ItemHandler<?>> itemHandlers() {
        return Map.of("question", new Asking());
    }

    private final class Asking implements ItemHandler<String> {

        @Override
        public String work(Item item, ItemContext context) {
            if (item.key().equals("bad")) {
                throw ItemFailed.forGood("refused", CANARY);
            }
            LOG.info("one item");
            return topic(ask(item.execution()));
        }

        @Override
        public void save(Item item, String result) {
            // what was read is not kept: only its trace is looked at
        }
    }

    private static String topic(Reply reply) {
        return switch (reply) {
            case Reply.Answered answered -> answered.content().path("topic").stringValue();
            case Reply.Refused refused -> refused.sentence();
        };
    }

    private Reply ask(UUID execution) {
        var input = JsonNodeFactory.instance
                .objectNode()
                .put("conversation", CANARY)
                .put("number", questions.incrementAndGet());
        return models.getObject()
                .ask(new Question(
                        Purpose.EXTRACTION,
                        PROMPT,
                        input,
                        SCHEMA,
                        new Caller(ID, execution),
                        64,
                        Duration.ofSeconds(30)));
    }
}
