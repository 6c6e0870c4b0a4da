package io.nuzantara.orchestrator;

import io.nuzantara.orchestrator.CycleView.RunView;
import io.nuzantara.orchestrator.Cycles.End;
import io.nuzantara.orchestrator.PlanView.PlannedRun;
import io.nuzantara.trace.Traces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/**
 * Runs a plan: in its order, a few at once, what depends on another after that other. Whatever becomes of a run is kept at once,
 * so a plan half run is continued by the same call: an execution that is known is watched on, the other starts carry the same keys
 * and give the same executions. Nothing starts once its turn came too late.
 */
final class PlanRunner {

    private final AgentRun agentRun;
    private final OrchestratorSettings settings;
    private final Traces traces;

    PlanRunner(AgentRun agentRun, OrchestratorSettings settings, Traces traces) {
        this.agentRun = agentRun;
        this.settings = settings;
        this.traces = traces;
    }

    /**
     * Runs what has not ended yet.
     *
     * @param known runs of this cycle as far as they are known
     * @param keep told of each change
     */
    End run(UUID cycle, Instant deadline, PlanView plan, List<RunView> known, BiConsumer<UUID, RunView> keep) {
        var round = new Round(cycle, deadline, plan.snapshot().observedAt().plus(settings.startWithin()), keep);
        known.forEach(round::known);
        var waiting = plan.runs().stream()
                .filter(run -> !round.ended.containsKey(run.agent()))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            attempt(round, waiting, threads);
        }
        return round.isStopped() ? End.STOPPED : End.COMPLETED;
    }

    /** What cannot be kept ends the pass at once: whoever still watches an execution is not waited for. */
    private static void attempt(Round round, List<PlannedRun> waiting, ExecutorService threads) {
        try {
            round.run(new ArrayList<>(waiting), new ExecutorCompletionService<>(threads));
        } catch (RuntimeException e) {
            threads.shutdownNow();
            throw e;
        }
    }

    /** One pass over a plan. */
    private final class Round {

        private final UUID cycle;
        private final Instant deadline;
        private final Instant lastStart;
        private final BiConsumer<UUID, RunView> keep;
        private final Map<String, RunView> started = new LinkedHashMap<>();
        private final Map<String, RunView> ended = new LinkedHashMap<>();

        Round(UUID cycle, Instant deadline, Instant lastStart, BiConsumer<UUID, RunView> keep) {
            this.cycle = cycle;
            this.deadline = deadline;
            this.lastStart = lastStart.isBefore(deadline) ? lastStart : deadline;
            this.keep = keep;
        }

        void known(RunView run) {
            if (Runs.isFinal(run)) {
                ended(run);
            } else if (run.executionId() != null) {
                started.put(run.agent(), run);
            }
        }

        void run(List<PlannedRun> waiting, CompletionService<RunView> work) {
            var active = 0;
            while (active > 0 || !waiting.isEmpty()) {
                for (var next = next(waiting); active < settings.atOnce() && next.isPresent(); next = next(waiting)) {
                    var run = next.get();
                    waiting.remove(run);
                    work.submit(traces.carried(() -> attempt(run)));
                    active++;
                }
                ended(taken(work));
                active--;
            }
        }

        /** The first run whose dependencies have ended; when the engine is stopped, every other. */
        private Optional<PlannedRun> next(List<PlannedRun> waiting) {
            return waiting.stream()
                    .filter(run -> ended.keySet().containsAll(run.waitsFor()))
                    .findFirst();
        }

        private RunView attempt(PlannedRun run) {
            var known = started.get(run.agent());
            var outcome = known == null ? start(run) : agentRun.goOn(run, known, deadline, this::keep);
            keep(outcome);
            return outcome;
        }

        private void keep(RunView run) {
            keep.accept(cycle, run);
        }

        private RunView start(PlannedRun run) {
            var broken = run.waitsFor().stream()
                    .filter(dependency -> !completed(dependency))
                    .toList();
            if (!broken.isEmpty()) {
                return Runs.skipped(
                        run, "It needs results of %s, which did not complete.".formatted(String.join(", ", broken)));
            }
            if (isStopped()) {
                return Runs.skipped(run, "The engine was stopped before its turn came.");
            }
            if (agentRun.hasCome(lastStart)) {
                return Runs.skipped(run, "Its turn came too late for this cycle; the next one looks at it again.");
            }
            return agentRun.isCutOff()
                    ? Runs.unreachable(run, "it did not answer several calls in a row")
                    : agentRun.run(run, cycle, deadline, this::keep);
        }

        private synchronized boolean completed(String agent) {
            var run = ended.get(agent);
            return run != null && run.status().equals("completed");
        }

        private synchronized boolean isStopped() {
            return ended.values().stream()
                    .anyMatch(run -> AgentRun.ENGINE_STOPPED.equals(run.errorCode())
                            && run.status().equals("refused"));
        }

        private synchronized void ended(RunView run) {
            ended.put(run.agent(), run);
        }

        private RunView taken(CompletionService<RunView> work) {
            try {
                return work.take().get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Pause.Interrupted(e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a run of cycle " + cycle + " could not be followed", e.getCause());
            }
        }
    }
}
