package io.nuzantara.orchestrator;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One cycle, at work or ended: what was seen, what was decided and why, and what came of it. Stored as the report of the
 * cycle and answered by the API.
 *
 * @param trigger {@code schedule} or {@code api}
 * @param requestedBy who asked for it; {@code schedule} for the hourly cycle
 * @param status {@code running}, {@code completed}, {@code stopped} (the engine refuses starts) or {@code interrupted}
 * @param phase {@code waiting} (for the agents service), {@code observing}, {@code planning}, {@code running},
 *     {@code reporting} or {@code ended}
 * @param message the cycle in one sentence
 * @param plan null until decided
 * @param runs one for each planned run, in the order of the plan
 */
public record CycleView(
        UUID cycleId,
        String trigger,
        String requestedBy,
        String status,
        String phase,
        String message,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable PlanView plan,
        List<RunView> runs,
        Timings timings,
        Totals totals) {

    public CycleView {
        runs = List.copyOf(runs);
    }

    /** What came of one planned agent; empty when it was not planned. */
    public Optional<RunView> outcomeOf(String agent) {
        return runs.stream().filter(run -> run.agent().equals(agent)).findFirst();
    }

    /** Whether the cycle has ended. */
    @JsonIgnore
    public boolean isFinal() {
        return !status.equals("running");
    }

    /**
     * What became of one planned run.
     *
     * @param status {@code planned}, {@code starting}; the execution's own {@code started}, {@code running},
     *     {@code waiting_approval}, {@code completed}, {@code failed}, {@code cancelled}; or {@code still_running} (the cycle's
     *     limit came first), {@code unreachable}, {@code refused}, {@code skipped} (what it needs did not complete)
     * @param followed true when the agent was at work already and the cycle watched that execution
     * @param phase what the execution is doing, while it runs
     * @param message one sentence: the agent's own, or why it did not run
     * @param figures the numbers of its result, in the agent's order
     */
    public record RunView(
            String agent,
            String name,
            String status,
            @Nullable UUID executionId,
            boolean followed,
            boolean degraded,
            List<String> degradedReasons,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String phase,
            @Nullable String message,
            @Nullable String errorCode,
            List<Figure> figures) {

        public RunView {
            degradedReasons = List.copyOf(degradedReasons);
            figures = List.copyOf(figures);
        }

        /** From acceptance to end; empty before. */
        public Optional<Duration> duration() {
            return startedAt == null || finishedAt == null
                    ? Optional.empty()
                    : Optional.of(Duration.between(startedAt, finishedAt));
        }
    }

    /** One number of an agent's result. */
    public record Figure(String name, double value) {}

    /** How long each phase took; null for one not finished. */
    public record Timings(
            @Nullable Duration observe,
            @Nullable Duration plan,
            @Nullable Duration run,
            @Nullable Duration report) {}

    /**
     * Counts over the agents.
     *
     * @param completed without those that completed degraded
     * @param other started or not, but neither completed nor failed: cancelled, still running, refused, skipped
     */
    public record Totals(int planned, int completed, int degraded, int failed, int other, int leftOut) {}
}
