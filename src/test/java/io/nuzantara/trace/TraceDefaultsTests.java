package io.nuzantara.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceDefaultsTests {

    private static final String SAMPLER = "management.opentelemetry.tracing.sampler";
    private static final String METRICS = "management.otlp.metrics.export.enabled";

    @Test
    void nothingIsRecordedOrPushedWithoutAnAddress() {
        assertThat(TraceDefaults.defaults(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", " "), false))
                .containsEntry(SAMPLER, "always-off")
                .containsEntry(METRICS, false)
                .containsEntry("management.opentelemetry.map-environment-variables", true);
    }

    @Test
    void anAddressTakesTracesAndMetrics() {
        assertThat(TraceDefaults.defaults(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318"), false))
                .containsEntry(SAMPLER, "parent-based-always-on")
                .containsEntry(METRICS, true);
    }

    @Test
    void anAddressOfTracesAloneTakesNoMetrics() {
        assertThat(TraceDefaults.defaults(
                        Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://tempo:4318/v1/traces"), false))
                .containsEntry(SAMPLER, "parent-based-always-on")
                .containsEntry(METRICS, false);
    }

    @Test
    void theDemoHearsNoVariable() {
        assertThat(TraceDefaults.defaults(Map.of(), true))
                .containsEntry("management.opentelemetry.map-environment-variables", false)
                .containsEntry(METRICS, false);
    }
}
