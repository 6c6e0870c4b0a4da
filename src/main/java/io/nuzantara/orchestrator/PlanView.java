package io.nuzantara.orchestrator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A decision: which agents run now, in this order, and which do not; each with its reason.
 *
 * @param decidedBy {@code rules}
 * @param snapshot what the decision was made from; the same snapshot gives the same plan
 */
public record PlanView(String decidedBy, Snapshot snapshot, List<PlannedRun> runs, List<LeftOut> leftOut) {

    public PlanView {
        runs = List.copyOf(runs);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * An agent that runs.
     *
     * @param parameters what its start carries; empty = its defaults
     * @param reasonCode {@code due}, {@code never_completed} or the name of what triggered it, e.g. {@code unscored_clients}
     * @param reason the same as a sentence with its numbers
     * @param urgency how far over its threshold the strongest trigger is, at most 10; 5 more when overdue
     * @param waitsFor agents of this plan that must complete before
     */
    public record PlannedRun(
            String agent,
            String name,
            int priority,
            Map<String, Long> parameters,
            String reasonCode,
            String reason,
            double urgency,
            List<String> waitsFor) {

        public PlannedRun {
            parameters = new TreeMap<>(parameters);
            waitsFor = List.copyOf(waitsFor);
        }
    }

    /**
     * An agent that does not run.
     *
     * @param reasonCode {@code disabled}, {@code agents_unreachable}, {@code active}, {@code backing_off}, {@code cooldown},
     *     {@code dependency}, {@code peak_hours}, {@code nothing_to_do} or {@code slots_full}
     * @param reason the same as a sentence with its numbers
     * @param until when the reason ends by itself; null when it does not
     * @param due whether its own schedule wanted it to run
     */
    public record LeftOut(
            String agent,
            String name,
            String reasonCode,
            String reason,
            @Nullable Instant until,
            boolean due) {}
}
