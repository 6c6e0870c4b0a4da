package io.nuzantara.execution;

import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.nuzantara.database.NodeName;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** How executions hang on the scheduler that coordinates all nodes through PostgreSQL. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ExecutionConfiguration {

    static final String TASK = "execution";
    static final String LANE = "lane";
    private static final Logger LOG = LoggerFactory.getLogger(ExecutionConfiguration.class);
    private static final Duration AGAIN = Duration.ofSeconds(10);

    /** This process in the scheduler's table. */
    @Bean
    SchedulerName schedulerName(NodeName node) {
        return node::text;
    }

    @Bean
    DbSchedulerCustomizer schedulerCustomizer(SchedulerName name) {
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<SchedulerName> schedulerName() {
                return Optional.of(name);
            }

            // Platform threads: agents compute for seconds without a pause, and on virtual threads they would keep the
            // carriers of a small machine from every request. The scheduler bounds how many there are.
            @Override
            public Optional<ExecutorService> executorService() {
                return Optional.of(Executors.newCachedThreadPool(
                        Thread.ofPlatform().name("execution-", 0).daemon(true).factory()));
            }
        };
    }

    /** The task behind every execution; the worker is looked up late, because agents may start executions themselves. */
    @Bean
    CustomTask<Void> executionTask(ObjectProvider<Worker> worker, Draining draining) {
        return Tasks.custom(TASK, Void.class)
                .onDeadExecutionRevive()
                .onFailure(ExecutionConfiguration::again)
                .execute((instance, context) -> worker.getObject()
                        .work(
                                UUID.fromString(instance.getId()),
                                context.getExecution().version,
                                () -> draining.isOn()
                                        || context.getSchedulerState().isShuttingDown()));
    }

    /** The permanent tasks that work on items: as many over all nodes as items may be worked on at once. */
    @Bean
    CustomTask<Void> laneTask(ObjectProvider<Lanes> lanes, Draining draining) {
        return Tasks.custom(LANE, Void.class)
                .onDeadExecutionRevive()
                .onFailure(ExecutionConfiguration::again)
                .execute((instance, context) -> lanes.getObject()
                        .work(
                                Integer.parseInt(instance.getId()),
                                context.getExecution().version,
                                () -> draining.isOn()
                                        || context.getSchedulerState().isShuttingDown()
                                        || context.getCurrentlyExecuting()
                                                .getHeartbeatState()
                                                .hasStaleHeartbeat()));
    }

    private static void again(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        LOG.warn(
                "Work could not be recorded, trying again task={}",
                complete.getExecution().taskInstance,
                complete.getCause().orElse(null));
        operations.reschedule(complete, complete.getTimeDone().plus(AGAIN));
    }

    /** Looks now and then whether everything goes on; one node does it at a time. */
    @Bean
    RecurringTask<Void> reconcileTask(ObjectProvider<Reconcile> reconcile, EngineSettings settings) {
        return Tasks.recurring("reconcile", FixedDelay.of(settings.reconcile()))
                .execute((instance, context) -> reconcile.getObject().all());
    }

    /** Everything an accepted execution needs is there before the scheduler begins. */
    @Bean
    @ConditionalOnBooleanProperty("nuzantara.roles.agents")
    ApplicationListener<ApplicationStartedEvent> reconcileAtStart(ObjectProvider<Reconcile> reconcile) {
        return started -> reconcile.getObject().all();
    }

    /** A node that does not work still accepts executions and answers; its scheduler never looks for work. */
    @Bean
    @ConditionalOnBooleanProperty(name = "nuzantara.engine.worker", havingValue = false)
    DbSchedulerStarter idleScheduler() {
        return () -> LOG.info("This node accepts and answers; it works on nothing (nuzantara.engine.worker=false)");
    }
}
