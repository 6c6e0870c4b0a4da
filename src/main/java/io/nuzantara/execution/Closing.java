package io.nuzantara.execution;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Records how an execution's turn ended, and says when it has the next one. While the database is away it waits for it. */
@Component
class Closing {

    private static final Logger log = LoggerFactory.getLogger(Closing.class);
    private static final Duration WHILE_STOPPED = Duration.ofSeconds(5);

    private final Agents agents;
    private final Ledger ledger;
    private final Items items;
    private final DatabaseWait wait;
    private final Draining draining;
    private final Wakes wakes;
    private final Backlogs backlogs;
    private final EngineMeters meters;
    private final EngineSettings settings;
    private final Clock clock;

    Closing(
            Agents agents,
            Ledger ledger,
            Items items,
            DatabaseWait wait,
            Draining draining,
            Wakes wakes,
            Backlogs backlogs,
            EngineMeters meters,
            EngineSettings settings,
            Clock clock) {
        this.agents = agents;
        this.ledger = ledger;
        this.items = items;
        this.wait = wait;
        this.draining = draining;
        this.wakes = wakes;
        this.backlogs = backlogs;
        this.meters = meters;
        this.settings = settings;
        this.clock = clock;
    }

    /** The execution has ended. */
    CompletionHandler<Void> finish(Claim claim, Ending ending) {
        var degraded = new boolean[1];
        recorded(() -> {
            if (!ending.status().equals("completed")) {
                items.cancelOpen(claim.id(), claim.fence());
            }
            CrashPoints.hit("engine.before-outcome");
            degraded[0] = ledger.finish(claim.id(), claim.fence(), ending);
        });
        meters.ended(
                claim.agent(), ending.status(), degraded[0], Duration.between(claim.runningSince(), clock.instant()));
        forgetBacklogs(claim);
        var used = items.used(claim.id());
        log.info(
                "Execution {} execution_id={} agent={} degraded={} code={} done={} failed={} cost={} seconds={}",
                ending.status(),
                claim.id(),
                claim.agent(),
                degraded[0],
                ending.errorCode() == null ? "-" : ending.errorCode(),
                used.done(),
                used.failed(),
                used.cost(),
                Duration.between(claim.createdAt(), clock.instant()).toMillis() / 1000.0);
        return (complete, operations) -> operations.remove();
    }

    private void forgetBacklogs(Claim claim) {
        agents.find(claim.agent())
                .filter(agent -> agent.descriptor().internal())
                .ifPresent(agent -> backlogs.forget());
    }

    /** The execution has failed; the sentence is for people. */
    CompletionHandler<Void> refused(Claim claim, FailureCode code, String sentence) {
        return finish(claim, Ending.failed(code, sentence));
    }

    /**
     * The execution waits for its items, or for a person until an instant. The safety net behind the wake-up is the time to look
     * again; a wake-up that came meanwhile makes it now.
     */
    CompletionHandler<Void> parked(Claim claim, @Nullable Instant until) {
        if (until == null) {
            recorded(() -> ledger.letGo(claim.id(), claim.fence()));
        }
        CrashPoints.hit("engine.parked");
        var quiet = until == null ? clock.instant().plus(settings.park()) : until;
        return (complete, operations) -> {
            operations.reschedule(complete, quiet);
            lookAgainWhenWoken(claim);
        };
    }

    /** A wake-up that met the row in this process's hands could not move it; the number is read when no wake-up is under way. */
    private void lookAgainWhenWoken(Claim claim) {
        if (ledger.wakeSeq(claim.id()) != claim.wakeSeq()) {
            wakes.due(claim.id());
        }
    }

    /** Somebody or something ended the turn before the agent did. */
    CompletionHandler<Void> interrupted(Claim claim, Interruption.Cause cause) {
        return switch (cause) {
            case CANCELLED -> finish(claim, Ending.cancelled());
            case DEADLINE, TIMEOUT ->
                refused(
                        claim,
                        FailureCode.DEADLINE_EXCEEDED,
                        "It took longer than its deadline allows; finished steps stay.");
            case STOPPED -> later(claim, clock.instant().plus(WHILE_STOPPED));
            case STOPPING -> {
                log.info("Execution interrupted by the stop of this process execution_id={}", claim.id());
                yield later(claim, clock.instant());
            }
        };
    }

    private CompletionHandler<Void> later(Claim claim, Instant at) {
        recorded(() -> ledger.letGo(claim.id(), claim.fence()));
        return (complete, operations) -> operations.reschedule(complete, at);
    }

    /** The agent broke: a failure that passes is tried again, any other ends the execution. */
    CompletionHandler<Void> failed(Claim claim, RuntimeException e) {
        if (!(e instanceof EffectUnanswered) && !Transients.isTransient(e)) {
            log.error("Execution failed by a bug execution_id={} agent={}", claim.id(), claim.agent(), e);
            return refused(
                    claim, FailureCode.AGENT_BUG, "The agent failed in a way it should not; the log has the details.");
        }
        if (claim.attempts() + 1 >= settings.executionMaxAttempts()) {
            log.error("Execution gave up execution_id={} agent={}", claim.id(), claim.agent(), e);
            return refused(
                    claim,
                    FailureCode.DEPENDENCY_UNAVAILABLE,
                    "What it needs did not answer in %d attempts.".formatted(settings.executionMaxAttempts()));
        }
        return again(claim, e);
    }

    private CompletionHandler<Void> again(Claim claim, RuntimeException e) {
        var away = Transients.isConnectionLost(e);
        var backoff = away ? Backoff.DATABASE : Backoff.EXECUTION;
        var pause = backoff.after(claim.attempts(), ThreadLocalRandom.current());
        log.warn("Execution interrupted, trying again execution_id={} cause={}", claim.id(), Transients.state(e));
        var at = new Instant[1];
        recorded(() -> {
            at[0] = clock.instant().plus(pause);
            ledger.retryLater(claim.id(), claim.fence(), at[0]);
        });
        return (complete, operations) -> operations.reschedule(complete, at[0]);
    }

    private void recorded(Runnable record) {
        wait.until(record, draining::isOn);
    }
}
