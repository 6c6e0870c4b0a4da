package io.nuzantara.trace;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Nothing leaves unless {@code OTEL_EXPORTER_OTLP_ENDPOINT} says where to: Spring Boot's registry of OTLP metrics is on by default
 * and pushes to localhost:4318. Without an address nothing is recorded either, but traces keep their ids. With one, everything is
 * recorded, as OpenTelemetry's own default has it; {@code OTEL_TRACES_SAMPLER} says otherwise. The demo hears no variable.
 */
class TraceDefaults implements EnvironmentPostProcessor, Ordered {

    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String TRACES = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    private static final String METRICS = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";

    /** Before Spring Boot reads the variables and before ours are translated, both without an order. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE - 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var demo = environment.getProperty("nuzantara.demo", Boolean.class, false);
        var variables = demo ? Map.<String, Object>of() : environment.getSystemEnvironment();
        environment.getPropertySources().addLast(new MapPropertySource("nuzantara-trace", defaults(variables, demo)));
    }

    /** Settings by name, weaker than any other. */
    static Map<String, Object> defaults(Map<String, Object> variables, boolean demo) {
        var traces = isSet(variables, ENDPOINT) || isSet(variables, TRACES);
        return Map.of(
                "management.opentelemetry.map-environment-variables",
                !demo,
                "management.opentelemetry.tracing.sampler",
                traces ? "parent-based-always-on" : "always-off",
                "management.tracing.sampling.probability",
                1.0,
                "management.otlp.metrics.export.enabled",
                isSet(variables, ENDPOINT) || isSet(variables, METRICS));
    }

    private static boolean isSet(Map<String, Object> variables, String name) {
        return !variables.getOrDefault(name, "").toString().isBlank();
    }
}
