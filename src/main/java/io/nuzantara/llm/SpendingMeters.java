package io.nuzantara.llm;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.nuzantara.llm.BudgetRows.Purse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What language models cost, for Micrometer. The share of the day's money is equal on all nodes: take the greatest and not
 * the sum. What calls cost is counted by the node that made them.
 */
@Component
class SpendingMeters {

    private static final Logger LOG = LoggerFactory.getLogger(SpendingMeters.class);

    private final MeterRegistry registry;
    private final BudgetRows rows;
    private final CompanyDay days;
    private volatile double used;

    SpendingMeters(MeterRegistry registry, BudgetRows rows, CompanyDay days) {
        this.registry = registry;
        this.rows = rows;
        this.days = days;
        Gauge.builder("nuzantara.llm.budget.used", this, meters -> meters.used).register(registry);
    }

    /** While the database is away the last share stays. */
    @Scheduled(fixedRateString = "PT15S")
    void sample() {
        try {
            used = rows.standing(Purse.of(days.today())).map(Spending::share).orElse(0.0);
        } catch (DataAccessException e) {
            LOG.debug("The day's money cannot be read now", e);
        }
    }

    void count(UsageRows.Row row) {
        registry.counter("nuzantara.llm.cost", "model", row.model())
                .increment(row.cost().doubleValue());
        if (row.refusal() != null) {
            registry.counter("nuzantara.llm.refused", "model", row.model(), "refusal", row.refusal())
                    .increment();
        }
    }
}
