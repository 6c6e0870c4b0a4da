package io.nuzantara.optimizer;

import io.nuzantara.telemetry.Delta;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What statements did, by total time and by blocks; statements of our own observers are left out. */
final class StatementRules {

    static final String SLOW = "compat.slow_query";
    static final String TIME = "statement.time_share";
    static final String BLOCKS = "statement.blocks";
    static final String CACHE = "database.cache_hit";

    private static final double SLOW_MS = 1000;
    private static final int SLOW_LIMIT = 20;
    private static final double LARGE_SHARE = 0.10;
    private static final double LARGE_MS = 10_000;
    private static final double BUSY_SHARE = 0.10;
    private static final long MANY_BLOCKS = 10_000;
    private static final long CACHE_TRAFFIC = 100_000;
    private static final double CACHE_BOUND = 0.99;
    private static final Set<String> OBSERVERS = Set.of("telemetry", "optimizer");

    private StatementRules() {}

    static Checked check(Delta delta) {
        if (delta.snapshots() < 2) {
            var reason = "statistics have fewer than two snapshots in the window";
            return Stream.of(SLOW, TIME, BLOCKS, CACHE)
                    .map(rule -> Checked.unknown(rule, reason))
                    .reduce(Checked.NOTHING, Checked::and);
        }
        var statements = delta.statements().stream()
                .filter(Delta.Statement::topLevel)
                .filter(statement -> !isObserver(statement))
                .toList();
        return slow(statements)
                .and(time(statements, delta))
                .and(blocks(statements))
                .and(cache(statements));
    }

    private static boolean isObserver(Delta.Statement statement) {
        var module = statement.module();
        return module != null && OBSERVERS.contains(module);
    }

    /** The original's rule, kept as a label: slow is not the same as expensive. */
    private static Checked slow(List<Delta.Statement> statements) {
        return Checked.found(
                SLOW,
                statements.stream()
                        .filter(statement -> statement.counters().meanMs() > SLOW_MS)
                        .sorted(Comparator.comparingDouble(
                                statement -> -statement.counters().meanMs()))
                        .limit(SLOW_LIMIT)
                        .map(statement -> finding(
                                SLOW,
                                Severity.LOW,
                                statement,
                                "A call takes %,.0f ms on average (%,d calls)",
                                statement.counters().meanMs(),
                                statement.counters().calls())));
    }

    private static Checked time(List<Delta.Statement> statements, Delta delta) {
        var total = delta.totalMs();
        var wall = Math.max(1, delta.to().toEpochMilli() - delta.from().toEpochMilli());
        return Checked.found(
                TIME,
                statements.stream()
                        .filter(statement -> statement.counters().execMs() >= LARGE_MS)
                        .filter(statement -> statement.counters().execMs() >= LARGE_SHARE * total)
                        .map(statement -> finding(
                                TIME,
                                statement.counters().execMs() >= BUSY_SHARE * wall ? Severity.MEDIUM : Severity.LOW,
                                statement,
                                "%.0f %% of all statement time: %,d calls of %,.1f ms",
                                100 * statement.counters().execMs() / total,
                                statement.counters().calls(),
                                statement.counters().meanMs())));
    }

    private static Checked blocks(List<Delta.Statement> statements) {
        var all = statements.stream()
                .mapToLong(statement -> statement.counters().blocks())
                .sum();
        return Checked.found(
                BLOCKS,
                statements.stream()
                        .filter(statement -> statement.counters().calls() > 0)
                        .filter(statement -> perCall(statement) >= MANY_BLOCKS)
                        .filter(statement -> statement.counters().blocks() >= LARGE_SHARE * all)
                        .map(statement -> finding(
                                BLOCKS,
                                Severity.MEDIUM,
                                statement,
                                "A call reads %,d blocks, %.0f %% of all blocks read",
                                perCall(statement),
                                100.0 * statement.counters().blocks() / all)));
    }

    private static long perCall(Delta.Statement statement) {
        return statement.counters().blocks() / Math.max(1, statement.counters().calls());
    }

    /** Below 100,000 accesses a share says nothing: unknown, never 0. */
    private static Checked cache(List<Delta.Statement> statements) {
        var hits = statements.stream()
                .mapToLong(statement -> statement.counters().blocksHit())
                .sum();
        var all = statements.stream()
                .mapToLong(statement -> statement.counters().blocks())
                .sum();
        if (all < CACHE_TRAFFIC) {
            return Checked.unknown(CACHE, "only %d of the %d block accesses needed".formatted(all, CACHE_TRAFFIC));
        }
        var share = (double) hits / all;
        if (share >= CACHE_BOUND) {
            return Checked.found(CACHE, List.of());
        }
        var figures = Finding.figures(
                        "%.1f %% of %,d block accesses were found in the server's cache", 100 * share, all)
                .with("hit_share", share)
                .with("accesses", all);
        return Checked.found(CACHE, List.of(new Finding(CACHE, Severity.MEDIUM, "database", figures.all())));
    }

    @SuppressWarnings("AnnotateFormatMethod") // as Finding.figures
    private static Finding finding(
            String rule, Severity severity, Delta.Statement statement, String summary, Object... values) {
        var counters = statement.counters();
        var fingerprint = statement.fingerprint();
        var figures = Finding.figures(summary, values)
                .with("queryid", Long.toString(statement.queryId()))
                .with("calls", counters.calls())
                .with("total_ms", counters.execMs())
                .with("mean_ms", counters.meanMs())
                .with("rows_per_call", counters.calls() == 0 ? 0 : (double) counters.rows() / counters.calls())
                .with("blocks_per_call", perCall(statement))
                .with("text", shortened(statement.text()));
        var subject = fingerprint == null ? Long.toString(statement.queryId()) : fingerprint;
        return new Finding(rule, severity, "statement " + subject.toLowerCase(Locale.ROOT), figures.all());
    }

    private static String shortened(@Nullable String text) {
        if (text == null) {
            return "(not readable)";
        }
        return text.length() > 500 ? text.substring(0, 500) + " ..." : text;
    }
}
