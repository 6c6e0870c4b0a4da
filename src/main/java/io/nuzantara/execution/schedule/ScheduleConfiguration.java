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
    private static final int MAX_FAILURES = 10;
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

    /** The same occurrence again; one that fails for good gives way to the next. */
    private static void again(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        var execution = complete.getExecution();
        log.warn(
                "Occurrence could not be started agent={} failures={}",
                execution.getId(),
                execution.consecutiveFailures + 1,
                complete.getCause().orElse(null));
        var isLast = execution.consecutiveFailures + 1 >= MAX_FAILURES;
        operations.reschedule(
                complete, isLast ? complete.getTimeDone().plus(AFTERWARDS) : execution.getExecutionTime());
    }
}
