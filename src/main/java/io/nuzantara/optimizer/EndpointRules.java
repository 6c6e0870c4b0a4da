package io.nuzantara.optimizer;

import io.nuzantara.telemetry.Endpoints.Figures;
import io.nuzantara.telemetry.Endpoints.Window;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The original's rules about endpoints, with its thresholds; severity needs statistics. */
final class EndpointRules {

    static final String SLOW = "compat.slow_endpoint";
    static final String ERRORS = "compat.error_rate";
    static final String CACHEABLE = "compat.cache_candidate";

    private static final long ENOUGH = 10;
    private static final double SLOW_MS = 1000;
    private static final double VERY_SLOW_MS = 3000;
    private static final double ERROR_SHARE = 0.05;
    private static final long OFTEN = 100;
    private static final int CANDIDATES = 10;

    private EndpointRules() {}

    /**
     * Checks the endpoints.
     *
     * @param hour the last hour
     * @param day the last 24 hours
     */
    static Checked check(Window hour, Window day) {
        var judged = hour.endpoints().stream()
                .filter(endpoint -> endpoint.requests() > ENOUGH)
                .toList();
        return Checked.found(SLOW, judged.stream().flatMap(endpoint -> slow(endpoint).stream()))
                .and(Checked.found(ERRORS, judged.stream().flatMap(endpoint -> errors(endpoint).stream())))
                .and(Checked.found(CACHEABLE, candidates(day)));
    }

    private static Optional<Finding> slow(Figures endpoint) {
        if (endpoint.p95Ms() <= SLOW_MS) {
            return Optional.empty();
        }
        var severity = endpoint.p95Ms() > VERY_SLOW_MS ? Severity.CRITICAL : Severity.HIGH;
        var figures = figures(
                endpoint, "5 %% of %,d requests took longer than %,.0f ms", endpoint.requests(), endpoint.p95Ms());
        return Optional.of(new Finding(SLOW, severity, subject(endpoint), figures.all()));
    }

    /** Critical only when chance does not explain it: 1 error in 11 requests says little. */
    private static Optional<Finding> errors(Figures endpoint) {
        if (endpoint.errorShare() <= ERROR_SHARE) {
            return Optional.empty();
        }
        var lower = Wilson.lower(endpoint.errors(), endpoint.requests());
        var figures = figures(
                        endpoint,
                        "%,d of %,d requests failed; at least %.1f %% with 95 %% confidence",
                        endpoint.errors(),
                        endpoint.requests(),
                        100 * lower)
                .with("wilson_lower", lower);
        var severity = lower > ERROR_SHARE ? Severity.CRITICAL : Severity.LOW;
        return Optional.of(new Finding(ERRORS, severity, subject(endpoint), figures.all()));
    }

    /** Often asked reads: a hint for people, nothing is cached by itself. */
    private static Stream<Finding> candidates(Window day) {
        return day.endpoints().stream()
                .filter(endpoint ->
                        endpoint.method().equals("GET") && !endpoint.endpoint().equals("(none)"))
                .filter(endpoint -> endpoint.requests() > OFTEN)
                .sorted(Comparator.comparingLong(Figures::requests).reversed())
                .limit(CANDIDATES)
                .map(endpoint -> new Finding(
                        CACHEABLE,
                        Severity.LOW,
                        subject(endpoint),
                        figures(endpoint, "read %,d times in 24 hours", endpoint.requests())
                                .all()));
    }

    private static String subject(Figures endpoint) {
        return endpoint.method() + " " + endpoint.endpoint();
    }

    @SuppressWarnings("AnnotateFormatMethod") // as Finding.figures
    private static Finding.Figures figures(Figures endpoint, String summary, Object... values) {
        return Finding.figures(summary, values)
                .with("requests", endpoint.requests())
                .with("avg_ms", endpoint.avgMs())
                .with("p95_ms", endpoint.p95Ms())
                .with("p99_ms", endpoint.p99Ms())
                .with("errors", endpoint.errors());
    }
}
