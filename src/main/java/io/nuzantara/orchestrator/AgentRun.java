package io.nuzantara.orchestrator;

import io.nuzantara.api.ExecutionView;
import io.nuzantara.execution.CrashPoints;
import io.nuzantara.orchestrator.CycleView.RunView;
import io.nuzantara.orchestrator.PlanView.PlannedRun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** One run of a plan, from its start to its end: starts the execution, then watches it. */
final class AgentRun {

    static final String ENGINE_STOPPED = "stopped";
    private static final String EXECUTION_ACTIVE = "execution-active";
    /** Passes with the next token. */
    private static final Set<String> NOT_ALLOWED = Set.of("unauthenticated", "forbidden", "http-401", "http-403");

    private static final Duration FIRST_LOOK = Duration.ofMillis(50);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(15);
    private static final Duration LOST = Duration.ofMinutes(10);

    private final AgentsClient agents;
    private final Clock clock;
    private final Pause pause;

    AgentRun(AgentsClient agents, Clock clock, Pause pause) {
        this.agents = agents;
        this.clock = clock;
        this.pause = pause;
    }

    /** Whether the agents service failed so often just now that nothing is started. */
    boolean isCutOff() {
        return agents.isCutOff();
    }

    /** Whether this instant has come. */
    boolean hasCome(Instant instant) {
        return !clock.instant().isBefore(instant);
    }

    /** Follows the execution that is known from before a restart; nothing is started. */
    RunView goOn(PlannedRun planned, RunView known, Instant deadline, Consumer<RunView> seen) {
        return follow(planned, Objects.requireNonNull(known.executionId()), known, deadline, seen);
    }

    /**
     * Starts the agent, or finds the execution an earlier call of the same cycle started, and follows it to its end.
     *
     * @param deadline when to give up watching; the execution itself goes on
     * @param seen told of each change
     */
    RunView run(PlannedRun planned, UUID cycle, Instant deadline, Consumer<RunView> seen) {
        seen.accept(Runs.starting(planned));
        var key = "cycle:" + cycle + ":" + planned.agent();
        var path = planned.agent().replace('_', '-');
        var answer = agents.start(path, planned.parameters(), key);
        CrashPoints.hit("cycle.started-one");
        return switch (answer) {
            case Answer.Given<ExecutionView>(var execution) ->
                follow(
                        planned,
                        execution.executionId(),
                        Runs.of(planned, execution, isForeign(execution)),
                        deadline,
                        seen);
            case Answer.Refused<ExecutionView>(var code, var detail, var execution) ->
                code.equals(EXECUTION_ACTIVE) && execution.isPresent()
                        ? follow(
                                planned,
                                execution.get(),
                                Runs.following(planned, execution.get(), clock.instant()),
                                deadline,
                                seen)
                        : Runs.refused(planned, code, detail);
            case Answer.Missing<ExecutionView>(var reason) -> Runs.unreachable(planned, reason);
        };
    }

    /** Whether a start returned an execution that somebody else had started. */
    private static boolean isForeign(ExecutionView execution) {
        return Boolean.TRUE.equals(execution.deduplicated());
    }

    private RunView follow(PlannedRun planned, UUID id, RunView first, Instant deadline, Consumer<RunView> seen) {
        var last = first;
        var lastAnswer = clock.instant();
        var look = FIRST_LOOK;
        seen.accept(last);
        while (!Runs.isFinal(last)) {
            if (hasCome(deadline)) {
                return Runs.givenUp(last, "still_running", "The cycle's time was over before the execution was.");
            }
            pause.forAbout(look);
            look = longer(look);
            switch (agents.execution(id)) {
                case Answer.Given<ExecutionView>(var execution) -> {
                    lastAnswer = clock.instant();
                    last = told(last, Runs.of(planned, execution, first.followed()), seen);
                }
                case Answer.Refused<ExecutionView>(var code, var detail, var _) -> {
                    if (!NOT_ALLOWED.contains(code)) {
                        return Runs.givenUp(last, "refused", code + ": " + detail);
                    }
                    if (hasCome(lastAnswer.plus(LOST))) {
                        return lost(last, "it refuses the token");
                    }
                }
                case Answer.Missing<ExecutionView>(var reason) -> {
                    if (hasCome(lastAnswer.plus(LOST))) {
                        return lost(last, reason);
                    }
                }
            }
        }
        return last;
    }

    private static RunView lost(RunView last, String reason) {
        return Runs.givenUp(last, "unreachable", "Started, then the agents service fell silent: " + reason + ".");
    }

    private static RunView told(RunView before, RunView now, Consumer<RunView> seen) {
        if (!now.equals(before)) {
            seen.accept(now);
        }
        return now;
    }

    private static Duration longer(Duration look) {
        var next = look.multipliedBy(3).dividedBy(2);
        return next.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : next;
    }
}
