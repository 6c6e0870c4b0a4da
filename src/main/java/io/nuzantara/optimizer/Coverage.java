package io.nuzantara.optimizer;

import io.nuzantara.telemetry.Delta;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much of the window's time the analysis could see.
 *
 * @param analysed statements that were readable, explainable and whole
 * @param percent their share of the time of all statements, 0 to 100; null when there was none
 * @param skipped statements left out, by reason
 */
record Coverage(int analysed, @Nullable Double percent, Map<String, Integer> skipped) {

    Coverage {
        skipped = Map.copyOf(skipped);
    }

    static Coverage of(Delta delta) {
        var skipped = new TreeMap<String, Integer>();
        var analysed = 0;
        var seen = 0.0;
        for (var statement : delta.statements()) {
            if (!statement.topLevel()) {
                continue;
            }
            var reason = reason(statement);
            if (reason == null) {
                analysed++;
                seen += statement.counters().execMs();
            } else {
                skipped.merge(reason, 1, Integer::sum);
            }
        }
        var total = delta.totalMs();
        return new Coverage(analysed, total > 0 ? 100 * seen / total : null, skipped);
    }

    private static @Nullable String reason(Delta.Statement statement) {
        return statement.evicted() ? "evicted" : statement.skipped();
    }
}
