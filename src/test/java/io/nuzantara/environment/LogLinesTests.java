package io.nuzantara.environment;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.json.JsonMapper;

/** The lines that {@code LOG_FORMAT=json} makes. */
class LogLinesTests {

    @Test
    void aLineCarriesTheIdsItBelongsTo() {
        var line = JsonMapper.shared()
                .readTree(encoded(Map.of("execution_id", "e-1", "cycle_id", "c-1", "agent", "client_value")));

        assertThat(line.path("message").asString()).isEqualTo("one line");
        assertThat(line.path("execution_id").asString()).isEqualTo("e-1");
        assertThat(line.path("cycle_id").asString()).isEqualTo("c-1");
        assertThat(line.path("agent").asString()).isEqualTo("client_value");
        assertThat(line.at("/service/name").asString()).isEqualTo("nuzantara");
    }

    private static String encoded(Map<String, String> ids) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("name", Map.of("spring.application.name", "nuzantara")));
        var context = new LoggerContext();
        context.putObject(Environment.class.getName(), environment);
        var encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat("ecs");
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.start();
        var event = new LoggingEvent("", context.getLogger("io.nuzantara.Probe"), Level.WARN, "one line", null, null);
        event.setMDCPropertyMap(ids);
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }
}
