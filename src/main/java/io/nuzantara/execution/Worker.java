package io.nuzantara.execution;

import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import io.nuzantara.trace.Task;
import io.nuzantara.trace.Traces;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The phase machine: takes an execution when it has its turn and runs its agent. */
@Component
class Worker {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final int MAX_CRASHES = 5;

    private final Agents agents;
    private final Intake intake;
    private final Closing closing;
    private final Ledger ledger;
    private final Calls calls;
    private final Workshop workshop;
    private final DatabaseWait wait;
    private final Traces traces;
    private final SchedulerName node;

    Worker(
            Agents agents,
            Intake intake,
            Closing closing,
            Ledger ledger,
            Calls calls,
            Workshop workshop,
            DatabaseWait wait,
            Traces traces,
            SchedulerName node) {
        this.agents = agents;
        this.intake = intake;
        this.closing = closing;
        this.ledger = ledger;
        this.calls = calls;
        this.workshop = workshop;
        this.wait = wait;
        this.traces = traces;
        this.node = node;
    }

    /**
     * Works on the execution whose scheduler row this process holds in this version.
     *
     * @param stopping whether this process is about to end
     */
    CompletionHandler<Void> work(UUID id, long version, BooleanSupplier stopping) {
        CrashPoints.hit("engine.claimed");
        return switch (wait.until(() -> intake.take(id, version, node.getName()), stopping)) {
            case Intake.Turn.Lost() -> (complete, operations) -> {};
            case Intake.Turn.Over() -> (complete, operations) -> operations.remove();
            case Intake.Turn.Later(var at) -> (complete, operations) -> operations.reschedule(complete, at);
            case Intake.Turn.Work(var claim) -> owned(claim, stopping, () -> run(claim, stopping));
            case Intake.Turn.Cancel(var claim) ->
                owned(claim, stopping, () -> closing.interrupted(claim, Interruption.Cause.CANCELLED));
        };
    }

    private interface Work {
        CompletionHandler<Void> done();
    }

    private CompletionHandler<Void> owned(Claim claim, BooleanSupplier stopping, Work work) {
        try {
            return traces.within(Task.invoke(claim.agent(), claim.id().toString()), claim.traceparent(), work::done);
        } catch (LostExecution e) {
            log.warn("Left an execution that is not this process's any more execution_id={}", claim.id());
            return wait.until(() -> ledger.isFinal(claim.id()), stopping)
                    ? (complete, operations) -> operations.remove()
                    : (complete, operations) -> {};
        }
    }

    private CompletionHandler<Void> run(Claim claim, BooleanSupplier stopping) {
        CrashPoints.hit("engine.slot-taken");
        if (claim.crashes() >= MAX_CRASHES) {
            return closing.refused(
                    claim,
                    FailureCode.POISONED,
                    "The process died %d times while working on this; it is not tried again.".formatted(MAX_CRASHES));
        }
        return agents.find(claim.agent())
                .map(agent -> run(claim, agent, stopping))
                .orElseGet(() -> closing.refused(
                        claim,
                        FailureCode.CONFIGURATION_MISSING,
                        "This service has no agent %s.".formatted(claim.agent())));
    }

    private CompletionHandler<Void> run(Claim claim, Agent agent, BooleanSupplier stopping) {
        var execution = new OwnedExecution(claim, workshop, stopping);
        var call = calls.begin(claim.id(), claim.deadline(), Interruption.Cause.DEADLINE);
        try {
            return closing.finish(claim, outcome(agent, execution, call));
        } catch (Suspended e) {
            return closing.parked(claim, e.until());
        } catch (Interruption e) {
            return closing.interrupted(claim, e.cause());
        } catch (TooManyFailed e) {
            return closing.refused(claim, FailureCode.ITEM_FAILURES, message(e));
        } catch (StepIncompatible e) {
            return closing.refused(claim, FailureCode.STEP_INCOMPATIBLE, message(e));
        } catch (StackOverflowError | LinkageError | AssertionError e) {
            return closing.failed(claim, new IllegalStateException(e));
        } catch (RuntimeException e) {
            return stopping.getAsBoolean()
                    ? closing.interrupted(claim, Interruption.Cause.STOPPING)
                    : call.interruption()
                            .map(cause -> closing.interrupted(claim, cause))
                            .orElseGet(() -> closing.failed(claim, e));
        }
    }

    private static Ending outcome(Agent agent, OwnedExecution execution, Calls.Call call) {
        try (call) {
            return switch (agent.run(execution)) {
                case Outcome.Completed completed -> Ending.completed(completed);
                case Outcome.Failed(var code, var message) -> Ending.failed(code, message);
            };
        }
    }

    private static String message(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
