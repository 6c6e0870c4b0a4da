package io.nuzantara.execution;

import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How executions hang on the scheduler that coordinates all nodes through PostgreSQL. */
@Configuration(proxyBeanMethods = false)
class ExecutionConfiguration {

    static final String TASK = "execution";
    private static final Logger LOG = LoggerFactory.getLogger(ExecutionConfiguration.class);
    private static final Duration AGAIN = Duration.ofSeconds(10);

    /** This process in the scheduler's table: host, process id and a random part; at most 50 characters. */
    @Bean
    SchedulerName schedulerName() {
        var name = "%s-%d-%08x"
                .formatted(
                        host(),
                        ProcessHandle.current().pid(),
                        ThreadLocalRandom.current().nextInt());
        return () -> name;
    }

    private static String host() {
        try {
            var host = InetAddress.getLocalHost().getHostName();
            return host.substring(0, Math.min(host.length(), 28));
        } catch (UnknownHostException e) {
            return "node";
        }
    }

    @Bean
    DbSchedulerCustomizer schedulerCustomizer(SchedulerName name) {
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<SchedulerName> schedulerName() {
                return Optional.of(name);
            }

            // Platform threads: agents compute for seconds without a pause, and on virtual threads two of them would
            // keep
            // both carriers of a small machine from every request. The scheduler bounds how many there are.
            @Override
            public Optional<ExecutorService> executorService() {
                return Optional.of(Executors.newCachedThreadPool(
                        Thread.ofPlatform().name("execution-", 0).daemon(true).factory()));
            }
        };
    }

    /** The task behind every execution; the worker is looked up late, because agents may start executions themselves. */
    @Bean
    CustomTask<Void> executionTask(ObjectProvider<Worker> worker) {
        return Tasks.custom(TASK, Void.class)
                .onDeadExecutionRevive()
                .onFailure((complete, operations) -> {
                    LOG.warn(
                            "Execution could not be recorded, trying again execution_id={}",
                            complete.getExecution().taskInstance.getId(),
                            complete.getCause().orElse(null));
                    operations.reschedule(complete, complete.getTimeDone().plus(AGAIN));
                })
                .execute((instance, context) -> worker.getObject()
                        .work(
                                UUID.fromString(instance.getId()),
                                context.getExecution().version,
                                context.getSchedulerState()::isShuttingDown));
    }
}
