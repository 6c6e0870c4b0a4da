package io.nuzantara.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nuzantara.telemetry.Endpoints.Figures;
import io.nuzantara.telemetry.Endpoints.Window;
import io.nuzantara.telemetry.Metric;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SystemMetricsTests {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    /** Example of Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263, method 3: 0.2553 to 0.3662. */
    @Test
    void theIntervalIsWilsons() {
        assertThat(Share.low(81, 263)).isCloseTo(0.2553, within(0.00005));
        assertThat(Share.of(81, 263).high()).isCloseTo(0.3662, within(0.00005));
        assertThat(Share.low(0, 20)).isZero();
        assertThat(Share.of(0, 0)).isEqualTo(new Share(0, 0, null, null, null));
    }

    @Test
    void figuresOfAnswersAreKnownFromElevenRequestsOn() {
        assertThat(SystemMetrics.answers(window(10)).values())
                .allMatch(Metric.Unknown.class::isInstance)
                .hasSize(4);
        assertThat(SystemMetrics.answers(window(11)))
                .containsEntry("p95_response_ms", Metric.known(95))
                .containsEntry("error_rate", Metric.known(1 / 11.0))
                .containsKeys("avg_response_ms", "error_rate_lower");
    }

    private static Window window(long requests) {
        return new Window(NOW, NOW, Optional.of(new Figures("*", "*", requests, 20, 15, 95, 99, 1)), List.of());
    }
}
