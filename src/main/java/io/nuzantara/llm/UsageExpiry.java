package io.nuzantara.llm;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Deletes what the ledger of calls no longer needs to know, in blocks that are transactions of their own. */
@Component
class UsageExpiry {

    private final UsageRows rows;
    private final Duration kept;
    private final CompanyDay days;

    UsageExpiry(UsageRows rows, SpendingSettings settings, CompanyDay days) {
        this.rows = rows;
        kept = settings.usageRetention();
        this.days = days;
    }

    /** Deletes everything whose time is over, or what can be done until the process stops. */
    void all(BooleanSupplier stopping) {
        var limit = days.now().minus(kept);
        var full = true;
        while (full && !stopping.getAsBoolean()) {
            full = UsageRows.isFull(rows.deleteBefore(days.of(limit)));
        }
        rows.deleteBudgetsBefore(earlier(limit, days.now().minus(SpendingSettings.LEAST_RETENTION)));
    }

    /** A limit that is still asked for would open again as if nothing had been spent. */
    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** When: once an hour, by one node. */
    @Configuration(proxyBeanMethods = false)
    static class Schedule {

        @Bean
        RecurringTask<Void> usageRetentionTask(ObjectProvider<UsageExpiry> expiry) {
            return Tasks.recurring("llm-retention", FixedDelay.ofHours(1))
                    .execute((instance, context) -> expiry.getObject()
                            .all(() -> context.getSchedulerState().isShuttingDown()));
        }
    }
}
