package io.nuzantara.orchestrator;

import io.nuzantara.orchestrator.CycleView.Totals;
import io.nuzantara.orchestrator.PlanView.PlannedRun;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One cycle of a list; the cycle by itself has the rest, see {@link CycleView}.
 *
 * @param decidedBy {@code rules}, {@code model} or {@code rules_after_model_failure}; null until decided
 * @param ran names of the planned agents, in the order of the plan
 */
public record CycleLine(
        UUID cycleId,
        String trigger,
        String requestedBy,
        String status,
        String phase,
        String message,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String decidedBy,
        List<String> ran,
        Totals totals) {

    public CycleLine {
        ran = List.copyOf(Objects.requireNonNullElse(ran, List.of()));
    }

    static CycleLine of(CycleView cycle) {
        var plan = cycle.plan();
        return new CycleLine(
                cycle.cycleId(),
                cycle.trigger(),
                cycle.requestedBy(),
                cycle.status(),
                cycle.phase(),
                cycle.message(),
                cycle.startedAt(),
                cycle.finishedAt(),
                plan == null ? null : plan.decidedBy(),
                plan == null
                        ? List.of()
                        : plan.runs().stream().map(PlannedRun::name).toList(),
                cycle.totals());
    }
}
