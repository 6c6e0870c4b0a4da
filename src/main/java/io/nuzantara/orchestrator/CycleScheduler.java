package io.nuzantara.orchestrator;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.nuzantara.execution.Occurrence;
import io.nuzantara.execution.Occurrences;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on cycles: opens one each hour and runs what was asked for. It coordinates with other nodes over a table of its own, so
 * an orchestrator never meets the tasks of the agents.
 */
final class CycleScheduler implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CycleScheduler.class);
    private static final String HOURLY = "hourly";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final Duration SHUTDOWN = Duration.ofSeconds(2);
    private static final Duration NEVER = Duration.ofDays(36_500);

    private final Cycle cycle;
    private final CycleRequests requests;
    private final Optional<Occurrences> schedule;
    private final DataSource dataSource;
    private final SchedulerName name;
    private final Clock clock;
    private @Nullable Scheduler scheduler;

    CycleScheduler(
            Cycle cycle,
            CycleRequests requests,
            Optional<Occurrences> schedule,
            DataSource dataSource,
            SchedulerName name,
            Clock clock) {
        this.cycle = cycle;
        this.requests = requests;
        this.schedule = schedule;
        this.dataSource = dataSource;
        this.name = name;
        this.clock = clock;
    }

    /**
     * Begins to work. An hour that passed while no orchestrator ran is caught up once; a cycle that was left open goes on.
     *
     * @return when the next hourly cycle starts
     */
    Instant start() {
        var started = scheduler();
        scheduler = started;
        var first = next();
        if (!started.scheduleIfNotExists(CycleRequests.TASK.instance(HOURLY).scheduledTo(first))) {
            adopt(started, first);
        }
        requests.enqueueOpen();
        started.start();
        return started.getScheduledExecution(CycleRequests.TASK.instanceId(HOURLY))
                .map(hourly -> hourly.getExecutionTime())
                .orElse(first);
    }

    /** The kept time follows a schedule that has changed since; one that passed meanwhile stays, to be caught up. */
    private void adopt(Scheduler started, Instant first) {
        var hourly = CycleRequests.TASK.instanceId(HOURLY);
        started.getScheduledExecution(hourly)
                .filter(kept -> !kept.isPicked()
                        && (schedule.isEmpty() || kept.getExecutionTime().isAfter(clock.instant())))
                .ifPresent(_ -> started.reschedule(hourly, first));
    }

    private Scheduler scheduler() {
        return Scheduler.create(dataSource, task())
                .tableName(CycleRequests.TABLE)
                .schedulerName(name)
                .clock(clock::instant)
                .threads(3)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .pollingInterval(POLL)
                .pollUsingLockAndFetch(0.5, 1.0)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .deleteUnresolvedAfter(NEVER)
                .shutdownMaxWait(SHUTDOWN)
                .failureLogging(LogLevel.OFF, false)
                .enablePriority()
                .enableImmediateExecution()
                .build();
    }

    private CustomTask<Void> task() {
        return Tasks.custom(CycleRequests.TASK)
                .onDeadExecutionRevive()
                .onFailure((complete, operations) -> {
                    complete.getCause()
                            .filter(cause -> !(cause instanceof Pause.Interrupted))
                            .ifPresent(cause -> log.warn(
                                    "cycle {} could not go on and is tried again in {} s",
                                    complete.getExecution().getId(),
                                    AGAIN.toSeconds(),
                                    cause));
                    operations.reschedule(complete, clock.instant().plus(AGAIN));
                })
                .execute((instance, _) ->
                        instance.getId().equals(HOURLY) ? hourly() : work(UUID.fromString(instance.getId())));
    }

    private CompletionHandler<Void> hourly() {
        requests.hourly();
        return (complete, operations) -> operations.reschedule(complete, next());
    }

    /** The next hourly cycle; a hundred years away when the schedule never fires. */
    private Instant next() {
        var now = clock.instant();
        return schedule.flatMap(hours -> hours.next(now)).map(Occurrence::at).orElse(now.plus(NEVER));
    }

    private CompletionHandler<Void> work(UUID id) {
        cycle.run(id);
        return new CompletionHandler.OnCompleteRemove<>();
    }

    /** Stops working; a cycle at work goes on after the next start. */
    @Override
    public void close() {
        if (scheduler != null) {
            scheduler.stop();
        }
    }
}
