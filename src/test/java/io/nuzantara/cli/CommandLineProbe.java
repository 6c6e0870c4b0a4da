package io.nuzantara.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Types commands and keeps what they print. */
final class CommandLineProbe {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");

    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Class<?> application;
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private boolean terminal;
    private String answers = "";

    CommandLineProbe(Class<?> application, Path dataDirectory) {
        this.application = application;
        variables.put("NUZANTARA_DATA_DIR", dataDirectory.toString());
    }

    CommandLineProbe with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** Another time than {@link #NOW}. */
    CommandLineProbe at(Clock time) {
        clock = time;
        return this;
    }

    CommandLineProbe onTerminal() {
        terminal = true;
        return this;
    }

    /** What the person at the terminal types at a question. */
    CommandLineProbe answering(String text) {
        answers = text;
        return onTerminal();
    }

    Typed type(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var surroundings = new Surroundings(
                new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                variables,
                terminal,
                Duration.ofMillis(5),
                clock);
        var code = new Nuzantara(application, surroundings).run(arguments);
        return new Typed(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** How a command ended, and what it printed. */
    record Typed(int code, String out, String err) {
        JsonNode document() {
            return Json.tree(out);
        }

        JsonNode problem() {
            return Json.tree(err);
        }
    }
}
