package io.nuzantara.optimizer;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the analysis of statements, endpoints and load came to: recorded output of a step, so figures only.
 *
 * @param from first snapshot used
 * @param to last snapshot used
 * @param totalMs time of all top-level statements
 */
record Workload(Instant from, Instant to, int snapshots, double totalMs, Coverage coverage, Tally tally) {

    /**
     * Findings of one step, counted.
     *
     * @param evaluated rules that had what they need
     * @param unknown rules that had not, with the reason
     */
    record Tally(int findings, long critical, List<String> evaluated, Map<String, String> unknown) {
        Tally {
            evaluated = List.copyOf(evaluated);
            unknown = Map.copyOf(unknown);
        }

        static Tally of(Checked checked) {
            return new Tally(checked.findings().size(), checked.critical(), checked.evaluated(), checked.unknown());
        }
    }
}
