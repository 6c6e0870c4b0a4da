package io.nuzantara.execution.schedule;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How schedules hang on the scheduler that coordinates all nodes: one row an agent, its time is the next occurrence. */
@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ScheduleConfiguration.class);
    private static final int MOST_FAILURES = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration AFTERWARDS = Duration.ofMinutes(1);

    /** The schedules are looked up late: they need the scheduler that is built from this task. */
    @Bean
    CustomTask<Void> cronTask(ObjectProvider<Schedules> schedules) {
        return task((agent, planned) -> schedules.getObject().fire(agent, planned));
    }

    /** What happens when an agent's row is due. */
    interface Firing {
        CompletionHandler<Void> fire(String agent, Instant planned);
    }

    static CustomTask<Void> task(Firing firing) {
        return Tasks.custom(Schedules.TASK, Void.class)
                .onDeadExecution(ScheduleConfiguration::takenOver)
                .onFailure(ScheduleConfiguration::again)
                .execute((instance, context) ->
                        firing.fire(instance.getId(), context.getExecution().getExecutionTime()));
    }

    /** The library's own revival plans it for now, but the instant is the identity of an occurrence. */
    private static void takenOver(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        operations.reschedule(complete, complete.getExecution().getExecutionTime());
    }

    /** The same occurrence again; one that has failed for minutes gives way to the next. */
    private static void again(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        var planned = complete.getExecution().getExecutionTime();
        var failures = complete.getExecution().consecutiveFailures + 1;
        var isLast = isLast(planned, failures, complete.getTimeDone());
        if (isLast || Integer.bitCount(failures) == 1) {
            log.warn(
                    "Occurrence could not be started agent={} failures={} given_up={}",
                    complete.getExecution().getId(),
                    failures,
                    isLast,
                    complete.getCause().orElse(null));
        }
        operations.reschedule(complete, isLast ? complete.getTimeDone().plus(AFTERWARDS) : planned);
    }

    /** Not by the number alone: the scheduler asks every second, and a database that starts again takes longer than ten of them. */
    static boolean isLast(Instant planned, int failures, Instant now) {
        return failures >= MOST_FAILURES && now.isAfter(planned.plus(PATIENCE));
    }
}
