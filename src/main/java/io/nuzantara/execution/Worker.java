package io.nuzantara.execution;

import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Works on one execution at a time of being picked: claim it, run its agent, record how it ended. */
@Component
class Worker {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final int MAX_CRASHES = 5;
    private static final int MAX_ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final Agents agents;
    private final Ledger ledger;
    private final Steps steps;
    private final TransactionTemplate transactions;
    private final JsonMapper json;
    private final Clock clock;
    private final SchedulerName node;
    private final Backlogs backlogs;

    Worker(
            Agents agents,
            Ledger ledger,
            Steps steps,
            TransactionTemplate transactions,
            JsonMapper json,
            Clock clock,
            SchedulerName node,
            Backlogs backlogs) {
        this.agents = agents;
        this.ledger = ledger;
        this.steps = steps;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
        this.node = node;
        this.backlogs = backlogs;
    }

    /**
     * Works on the execution whose scheduler row this process holds in this version.
     *
     * @param stopping whether this process is about to end
     */
    CompletionHandler<Void> work(UUID id, long version, BooleanSupplier stopping) {
        var claimed = ledger.claim(id, version, node.getName());
        if (claimed.isEmpty()) {
            return (complete, operations) -> {};
        }
        var claim = claimed.get();
        if (claim.isFinal()) {
            return (complete, operations) -> operations.remove();
        }
        try (var _ = MDC.putCloseable("execution_id", id.toString());
                var _ = MDC.putCloseable("agent", claim.agent())) {
            return run(claim, stopping);
        } catch (LostExecution e) {
            log.warn("Left an execution that another process took over execution_id={}", id);
            return (complete, operations) -> {};
        }
    }

    private CompletionHandler<Void> run(Ledger.Claim claim, BooleanSupplier stopping) {
        log.info(
                "Execution running execution_id={} agent={} attempt={}",
                claim.id(),
                claim.agent(),
                claim.attempts() + 1);
        if (claim.crashes() >= MAX_CRASHES) {
            return finish(
                    claim,
                    Ledger.Ending.failed(
                            FailureCode.POISONED,
                            "The process died %d times while working on this; it is not tried again."
                                    .formatted(MAX_CRASHES)));
        }
        try {
            return finish(claim, ending(claim, stopping));
        } catch (Interruption e) {
            return interrupted(claim, e.cause());
        } catch (StepIncompatible e) {
            return finish(claim, Ledger.Ending.failed(FailureCode.STEP_INCOMPATIBLE, message(e)));
        } catch (StackOverflowError | LinkageError | AssertionError e) {
            return failed(claim, new IllegalStateException(e));
        } catch (RuntimeException e) {
            return stopping.getAsBoolean() ? letGo(claim) : failed(claim, e);
        }
    }

    private Ledger.Ending ending(Ledger.Claim claim, BooleanSupplier stopping) {
        var agent = agents.find(claim.agent());
        if (agent.isEmpty()) {
            return Ledger.Ending.failed(
                    FailureCode.CONFIGURATION_MISSING, "This service has no agent %s.".formatted(claim.agent()));
        }
        return switch (agent.get().run(owned(claim, agent.get().descriptor(), stopping))) {
            case Outcome.Completed completed -> Ledger.Ending.completed(completed);
            case Outcome.Failed(var code, var message) -> Ledger.Ending.failed(code, message);
        };
    }

    private OwnedExecution owned(Ledger.Claim claim, AgentDescriptor descriptor, BooleanSupplier stopping) {
        var parameters = Parameters.parse(json, claim.parameters());
        return new OwnedExecution(
                claim, parameters, descriptor.deadline(), ledger, steps, transactions, json, clock, stopping);
    }

    private CompletionHandler<Void> interrupted(Ledger.Claim claim, Interruption.Cause cause) {
        return switch (cause) {
            case CANCELLED -> finish(claim, Ledger.Ending.cancelled());
            case DEADLINE ->
                finish(
                        claim,
                        Ledger.Ending.failed(
                                FailureCode.DEADLINE_EXCEEDED,
                                "It took longer than its deadline allows; finished steps stay."));
            case STOPPING -> letGo(claim);
        };
    }

    private CompletionHandler<Void> letGo(Ledger.Claim claim) {
        log.info("Execution interrupted by the stop of this process execution_id={}", claim.id());
        ledger.letGo(claim.id(), claim.fence());
        return (complete, operations) -> operations.reschedule(complete, clock.instant());
    }

    private CompletionHandler<Void> failed(Ledger.Claim claim, RuntimeException e) {
        if (!Transients.isTransient(e)) {
            log.error("Execution failed by a bug execution_id={} agent={}", claim.id(), claim.agent(), e);
            return finish(
                    claim,
                    Ledger.Ending.failed(
                            FailureCode.AGENT_BUG,
                            "The agent failed in a way it should not; the log has the details."));
        }
        if (claim.attempts() + 1 >= MAX_ATTEMPTS) {
            log.error(
                    "Execution gave up execution_id={} agent={} attempts={}",
                    claim.id(),
                    claim.agent(),
                    MAX_ATTEMPTS,
                    e);
            return finish(
                    claim,
                    Ledger.Ending.failed(
                            FailureCode.DEPENDENCY_UNAVAILABLE,
                            "The database did not answer in %d attempts.".formatted(MAX_ATTEMPTS)));
        }
        return retry(claim, clock.instant().plus(pause(claim.attempts())));
    }

    private CompletionHandler<Void> retry(Ledger.Claim claim, Instant at) {
        log.warn("Execution interrupted by the database, trying again execution_id={} at={}", claim.id(), at);
        ledger.retryLater(claim.id(), claim.fence(), at);
        return (complete, operations) -> operations.reschedule(complete, at);
    }

    /** Full jitter of the doubled pause (AWS Builders' Library, "Timeouts, retries, and backoff with jitter"). */
    static Duration pause(int attempts) {
        var longest = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(attempts, 10));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest));
    }

    private CompletionHandler<Void> finish(Ledger.Claim claim, Ledger.Ending ending) {
        ledger.finish(claim.id(), claim.fence(), ending);
        if (agents.find(claim.agent())
                .map(agent -> agent.descriptor().internal())
                .orElse(false)) {
            backlogs.forget();
        }
        log.info(
                "Execution {} execution_id={} agent={} code={} seconds={}",
                ending.status(),
                claim.id(),
                claim.agent(),
                ending.errorCode() == null ? "-" : ending.errorCode(),
                Duration.between(claim.createdAt(), clock.instant()).toMillis() / 1000.0);
        return (complete, operations) -> operations.remove();
    }

    private static String message(RuntimeException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
