package io.nuzantara.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nuzantara.telemetry.Counters;
import io.nuzantara.telemetry.Delta;
import io.nuzantara.telemetry.Endpoints;
import io.nuzantara.telemetry.Metric;
import io.nuzantara.telemetry.SystemLoad;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadRulesTests {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"1, 11, 0.0162", "2, 11, 0.0514", "8, 100, 0.0411", "10, 100, 0.0552", "0, 0, 0", "0, 50, 0"})
    void theWilsonBoundSaysWhatFewRequestsCanSay(long errors, long requests, double lower) {
        assertThat(Wilson.lower(errors, requests)).isCloseTo(lower, within(0.00005));
    }

    @ParameterizedTest
    @CsvSource({"1, 11, LOW", "2, 11, CRITICAL", "8, 100, LOW", "10, 100, CRITICAL", "5, 100, ", "10, 10, ", "0, 1000, "
    })
    void anErrorRateIsCriticalOnlyWhenChanceDoesNotExplainIt(long errors, long requests, @Nullable Severity severity) {
        assertThat(severity(EndpointRules.ERRORS, endpoints("/a", requests, 10, errors)))
                .isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({"11, 1000, ", "11, 1000.5, HIGH", "11, 3000, HIGH", "11, 3000.5, CRITICAL", "10, 9000, "})
    void anEndpointIsSlowByTheThresholdsOfTheOriginal(long requests, double p95, @Nullable Severity severity) {
        assertThat(severity(EndpointRules.SLOW, endpoints("/a", requests, p95, 0)))
                .isEqualTo(severity);
    }

    @Test
    void onlyReadsThatAreAskedOftenAreCandidatesForACache() {
        assertThat(severity(EndpointRules.CACHEABLE, endpoints("/a", 100, 1, 0)))
                .isNull();
        assertThat(severity(EndpointRules.CACHEABLE, endpoints("/a", 101, 1, 0)))
                .isEqualTo(Severity.LOW);
        assertThat(severity(EndpointRules.CACHEABLE, endpoints("(none)", 101, 1, 0)))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, unknown", "699, 300, unknown", "699, 301, found", "700, 300, none"})
    void aCacheWithoutTrafficIsUnknownAndNeverAMiss(long hits, long misses, String expected) {
        var checked = LoadRules.check(new SystemLoad.Means(Metric.known(0), Metric.known(0)), use(hits, misses));

        assertThat(stateOf(checked, LoadRules.CACHE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.849, ", "0.85, MEDIUM", "0.949, MEDIUM", "0.95, HIGH"})
    void highLoadIsAFinding(double mean, @Nullable Severity severity) {
        var load = new SystemLoad.Means(Metric.known(mean), Metric.unknown("not readable"));
        var checked = LoadRules.check(load, use(0, 0));

        assertThat(severity(LoadRules.CPU, checked)).isEqualTo(severity);
        assertThat(stateOf(checked, LoadRules.MEMORY)).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource({"1000, none", "1001, found"})
    void aStatementIsSlowByTheThresholdOfTheOriginal(double mean, String expected) {
        assertThat(stateOf(StatementRules.check(delta(statement(1, 1, mean, 10, null))), StatementRules.SLOW))
                .isEqualTo(expected);
    }

    @Test
    void aFastStatementCalledOftenWeighsMoreThanASlowOne() {
        var checked = StatementRules.check(
                delta(statement(1, 100_000, 500_000, 300_000, null), statement(2, 1, 1_400, 20, null)));

        assertThat(checked.findings())
                .filteredOn(finding -> finding.rule().equals(StatementRules.TIME))
                .extracting(Finding::subject)
                .containsExactly("statement f1");
    }

    @Test
    void statementsOfOurObserversAreNoFinding() {
        var checked = StatementRules.check(delta(statement(1, 10, 900_000, 10_000_000, "telemetry")));

        assertThat(checked.findings()).isEmpty();
    }

    @Test
    void manyBlocksPerCallAreAFinding() {
        assertThat(stateOf(StatementRules.check(delta(statement(1, 10, 50, 100_000, null))), StatementRules.BLOCKS))
                .isEqualTo("found");
        assertThat(stateOf(StatementRules.check(delta(statement(1, 10, 50, 99_990, null))), StatementRules.BLOCKS))
                .isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({"98999, 1001, found", "99000, 1000, none", "9, 990, unknown"})
    void theServersCacheIsJudgedOnlyWithTraffic(long hit, long read, String expected) {
        var counters = new Counters(1, 1, 1, 0, hit, read, 0, 0, 0, 0);
        var delta = new Delta(NOON, NOON, 2, 0, 0, List.of(statement(1, counters, null, null)));

        assertThat(stateOf(StatementRules.check(delta), StatementRules.CACHE)).isEqualTo(expected);
    }

    @Test
    void oneSnapshotAloneLeavesAllStatementRulesUnknown() {
        var checked = StatementRules.check(new Delta(NOON, NOON, 1, 0, 0, List.of()));

        assertThat(checked.evaluated()).isEmpty();
        assertThat(checked.unknown()).hasSize(4);
    }

    @Test
    void coverageCountsWhatWasSkippedAndWhy() {
        var utility = statement(2, new Counters(1, 1, 30, 0, 0, 0, 0, 0, 0, 0), null, "utility");
        var evicted = new Delta.Statement(
                3, true, new Counters(1, 1, 10, 0, 0, 0, 0, 0, 0, 0), true, "SELECT", "f3", null, null);
        var coverage = Coverage.of(delta(statement(1, 1, 60, 1, null), utility, evicted));

        assertThat(coverage.percent()).isEqualTo(60);
        assertThat(coverage.analysed()).isOne();
        assertThat(coverage.skipped()).containsEntry("utility", 1).containsEntry("evicted", 1);
        assertThat(Coverage.of(delta()).percent()).isNull();
    }

    private static Checked endpoints(String route, long requests, double p95, long errors) {
        var figures = new Endpoints.Figures("GET", route, requests, 1, 1, p95, p95, errors);
        var window = new Endpoints.Window(NOON, NOON, Optional.of(figures), List.of(figures));
        return EndpointRules.check(window, window);
    }

    private static SystemLoad.CacheUse use(long hits, long misses) {
        return new SystemLoad.CacheUse(hits, misses);
    }

    private static @Nullable Severity severity(String rule, Checked checked) {
        return checked.findings().stream()
                .filter(finding -> finding.rule().equals(rule))
                .map(Finding::severity)
                .findFirst()
                .orElse(null);
    }

    private static String stateOf(Checked checked, String rule) {
        if (checked.unknown().containsKey(rule)) {
            return "unknown";
        }
        assertThat(checked.evaluated()).contains(rule);
        return severity(rule, checked) == null ? "none" : "found";
    }

    private static Delta delta(Delta.Statement... statements) {
        return new Delta(NOON.minus(Duration.ofHours(6)), NOON, 2, 0, 0, List.of(statements));
    }

    private static Delta.Statement statement(long id, long calls, double millis, long blocks, @Nullable String module) {
        return statement(id, new Counters(calls, calls, millis, 0, blocks, 0, 0, 0, 0, 0), module, null);
    }

    private static Delta.Statement statement(
            long id, Counters counters, @Nullable String module, @Nullable String skipped) {
        return new Delta.Statement(id, true, counters, false, "SELECT $1", "f" + id, module, skipped);
    }
}
