package io.nuzantara.orchestrator;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.nuzantara.api.ExecutionView.Cost;
import io.nuzantara.api.ExecutionView.Links;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
 * @param closed runs of earlier cycles that had outlived them, as they have ended since
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
        Totals totals,
        List<Closed> closed) {

    public CycleView {
        runs = List.copyOf(runs);
        closed = List.copyOf(Objects.requireNonNullElse(closed, List.of()));
    }

    CycleView closing(List<Closed> late) {
        return new CycleView(
                cycleId,
                trigger,
                requestedBy,
                status,
                phase,
                message,
                startedAt,
                finishedAt,
                plan,
                runs,
                timings,
                totals,
                late);
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
     * @param cost what the execution has cost; null when it is not known
     * @param link address of the execution in the API; null before it exists
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
            List<Figure> figures,
            @Nullable Cost cost,
            @Nullable String link) {

        public RunView {
            degradedReasons = List.copyOf(degradedReasons);
            figures = List.copyOf(figures);
        }

        /** A run whose execution has cost nothing yet. */
        public RunView(
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
            this(
                    agent,
                    name,
                    status,
                    executionId,
                    followed,
                    degraded,
                    degradedReasons,
                    startedAt,
                    finishedAt,
                    phase,
                    message,
                    errorCode,
                    figures,
                    null,
                    executionId == null
                            ? null
                            : Links.of(executionId, status, 0, null).self());
        }

        /** Whether there was something to do; empty when its result does not say. */
        public Optional<Boolean> foundWork() {
            var key = FoundWork.KEYS.get(agent);
            return status.equals("completed")
                    ? figures.stream()
                            .filter(figure -> figure.name().equals(key))
                            .map(figure -> figure.value() > 0)
                            .findFirst()
                    : Optional.empty();
        }

        /** From acceptance to end; empty before. */
        public Optional<Duration> duration() {
            return startedAt == null || finishedAt == null
                    ? Optional.empty()
                    : Optional.of(Duration.between(startedAt, finishedAt));
        }
    }

    /** A run of an earlier cycle that has ended since that cycle's report. */
    public record Closed(UUID cycleId, RunView run) {}

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
