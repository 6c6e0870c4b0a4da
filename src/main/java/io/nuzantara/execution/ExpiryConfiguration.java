package io.nuzantara.execution;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When old rows are deleted: once an hour, by one node. */
@Configuration(proxyBeanMethods = false)
class ExpiryConfiguration {

    @Bean
    RecurringTask<Void> retentionTask(ObjectProvider<Expiry> expiry, Draining draining) {
        return Tasks.recurring("retention", FixedDelay.ofHours(1))
                .execute((instance, context) -> expiry.getObject()
                        .all(() ->
                                draining.isOn() || context.getSchedulerState().isShuttingDown()));
    }
}
