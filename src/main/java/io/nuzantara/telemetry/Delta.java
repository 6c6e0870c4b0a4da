package io.nuzantara.telemetry;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What statements did between two snapshots, largest total time first.
 *
 * @param from time of the first snapshot, by the server's clock
 * @param to time of the last one; equal to {@code from} when fewer than two snapshots could be read
 * @param snapshots snapshots used
 * @param resets how often all statistics were reset in between
 * @param evictions how often the server had to forget statements in between ({@code pg_stat_statements.max} reached)
 */
public record Delta(Instant from, Instant to, int snapshots, int resets, long evictions, List<Statement> statements) {

    public Delta {
        statements = List.copyOf(statements);
    }

    /** Time of all top-level statements; what they called is part of them. */
    public double totalMs() {
        return statements.stream()
                .filter(Statement::topLevel)
                .mapToDouble(statement -> statement.counters().execMs())
                .sum();
    }

    /**
     * One statement over the window, all roles together.
     *
     * @param queryId as text in JSON: it does not fit into a number of JavaScript
     * @param topLevel called by a client, not by a function or a trigger
     * @param evicted the server forgot it in between, so the figures may be too low
     * @param text without literals; null when the server gave none
     * @param module the module of ours that marked the statement as its own; null = none
     * @param skipped why it cannot be explained; null = it can
     */
    public record Statement(
            @JsonFormat(shape = JsonFormat.Shape.STRING) long queryId,
            boolean topLevel,
            Counters counters,
            boolean evicted,
            @Nullable String text,
            @Nullable String fingerprint,
            @Nullable String module,
            @Nullable String skipped) {}
}
