package io.nuzantara.execution.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.nuzantara.execution.AgentDescriptor;
import io.nuzantara.execution.Agents;
import io.nuzantara.execution.Executions;
import io.nuzantara.execution.Occurrence;
import io.nuzantara.execution.Occurrences;
import io.nuzantara.execution.ParameterReader;
import io.nuzantara.execution.ParameterReader.Reading;
import io.nuzantara.execution.Parameters;
import io.nuzantara.execution.Reconciled;
import io.nuzantara.execution.Start;
import io.nuzantara.execution.StartRequest;
import io.nuzantara.execution.Trigger;
import io.nuzantara.execution.schedule.ScheduleRows.Setting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Starts agents by their cron expressions: one node of all fires each occurrence, once. What was missed while no node worked fires
 * once; an occurrence that finds the agent at work is recorded there and not queued.
 */
@Component
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
public class Schedules implements Reconciled {

    static final String TASK = "cron";
    private static final Logger log = LoggerFactory.getLogger(Schedules.class);
    private static final String BY = "schedule";
    private static final int RACES = 3;

    private final ScheduleRows rows;
    private final Agents agents;
    private final Executions executions;
    private final ObjectProvider<Scheduler> scheduler;
    private final ObjectProvider<MeterRegistry> meters;
    private final boolean on;
    private final Clock clock;
    private final Map<String, Setting> unreadable = new ConcurrentHashMap<>();

    Schedules(
            ScheduleRows rows,
            Agents agents,
            Executions executions,
            ObjectProvider<Scheduler> scheduler,
            ObjectProvider<MeterRegistry> meters,
            @Value("${nuzantara.engine.schedules:true}") boolean on,
            Clock clock) {
        this.rows = rows;
        this.agents = agents;
        this.executions = executions;
        this.scheduler = scheduler;
        this.meters = meters;
        this.on = on;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void planAtStart() {
        agents.all().stream().map(AgentDescriptor::id).forEach(this::timer);
        reconcile();
    }

    /**
     * Brings the planned starts in line with the settings: plans what is missing, moves what was changed, forgets what has no schedule
     * any more. May be called at any time by any number of nodes.
     */
    @Override
    public void reconcile() {
        if (on) {
            scheduler.ifAvailable(this::reconcile);
        }
    }

    private void reconcile(Scheduler scheduler) {
        var settings = rows.settings().stream().collect(Collectors.toMap(Setting::agent, Function.identity()));
        var planned = rows.planned();
        for (var agent : agents.all()) {
            var next = Optional.ofNullable(settings.get(agent.id())).flatMap(setting -> next(setting, clock.instant()));
            plan(scheduler, agent.id(), planned.get(agent.id()), next);
        }
    }

    private void plan(Scheduler scheduler, String agent, @Nullable Instant planned, Optional<Instant> next) {
        if (next.isEmpty()) {
            if (planned != null) {
                rows.remove(agent);
            }
        } else if (planned == null) {
            scheduler.scheduleIfNotExists(new TaskInstance<>(TASK, agent), next.get());
        } else if (!planned.equals(next.get())) {
            rows.move(agent, next.get());
        }
    }

    private Optional<Instant> next(Setting setting, Instant after) {
        return occurrences(setting).flatMap(schedule -> schedule.next(after)).map(Occurrence::at);
    }

    /** The schedule as it is set; one that cannot be read is told once and is none. */
    private Optional<Occurrences> occurrences(Setting setting) {
        if (!setting.hasSchedule()) {
            return Optional.empty();
        }
        try {
            var readable = Occurrences.of(setting.cron(), setting.zone());
            unreadable.remove(setting.agent());
            return Optional.of(readable);
        } catch (IllegalArgumentException e) {
            if (!setting.equals(unreadable.put(setting.agent(), setting))) {
                log.error(
                        "The agent does not start by itself until its schedule is corrected agent={} reason=\"{}\"",
                        setting.agent(),
                        e.getMessage());
            }
            return Optional.empty();
        }
    }

    /**
     * Starts what is planned for this instant, unless the settings changed meanwhile and it is no occurrence any more.
     *
     * @return what the scheduler does with its row: the next occurrence after now, or nothing more
     */
    CompletionHandler<Void> fire(String agent, Instant planned) {
        var setting = rows.setting(agent);
        if (on && setting.filter(Setting::enabled).isPresent()) {
            setting.flatMap(this::occurrences)
                    .flatMap(schedule -> schedule.at(planned))
                    .ifPresent(occurrence -> start(agent, occurrence));
        }
        return setting.flatMap(present -> next(present, later(planned, clock.instant())))
                .<CompletionHandler<Void>>map(next -> (complete, operations) -> operations.reschedule(complete, next))
                .orElseGet(() -> (complete, operations) -> operations.remove());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void start(String id, Occurrence occurrence) {
        agents.find(id).ifPresent(agent -> {
            measure(id, Duration.between(occurrence.at(), clock.instant()));
            var request = request(agent.descriptor(), occurrence);
            for (var race = 0; race < RACES && !isSettled(executions.start(request), request, occurrence); race++) {
                log.debug("The active execution ended in the same moment agent={}", id);
            }
        });
    }

    private static StartRequest request(AgentDescriptor agent, Occurrence occurrence) {
        return new StartRequest(
                agent.id(),
                defaults(agent),
                Trigger.SCHEDULE,
                BY,
                agent.id(),
                TASK + ":" + agent.id() + ":" + occurrence.key());
    }

    private static Parameters defaults(AgentDescriptor agent) {
        return switch (ParameterReader.read(agent, Map.of(), null)) {
            case Reading.Read(var parameters) -> parameters;
            case Reading.Refused(var refusals) ->
                throw new IllegalStateException("defaults of %s are refused: %s".formatted(agent.id(), refusals));
        };
    }

    /** False when the occurrence found an execution that was active and is not any more. */
    private boolean isSettled(Start start, StartRequest request, Occurrence occurrence) {
        return switch (start) {
            case Start.Accepted(var id) -> {
                log.info(
                        "Execution accepted by schedule execution_id={} agent={} occurrence={}",
                        id,
                        request.agent(),
                        occurrence.key());
                yield true;
            }
            case Start.Deduplicated(var id) -> isSkipped(id, request, occurrence);
            case Start.Active(var id) -> isSkipped(id, request, occurrence);
            case Start.Repeated(var _) -> true;
            case Start.KeyReused(var _) -> true;
            case Start.Disabled() -> true;
        };
    }

    private boolean isSkipped(UUID active, StartRequest request, Occurrence occurrence) {
        var skipped = rows.recordSkipped(active, occurrence.key());
        if (skipped) {
            log.info(
                    "Occurrence skipped, the agent is still at work execution_id={} agent={} occurrence={}",
                    active,
                    request.agent(),
                    occurrence.key());
        }
        return skipped;
    }

    private void measure(String agent, Duration delay) {
        timer(agent).ifPresent(timer -> timer.record(delay));
    }

    private Optional<Timer> timer(String agent) {
        return Optional.ofNullable(meters.getIfAvailable())
                .map(registry -> registry.timer("nuzantara.schedule.delay", "agent", agent));
    }
}
