package io.nuzantara.llm;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * How much of the day's money for language models is used has changed. Published once for each change over all nodes, in a
 * transaction that a listener joins: what it writes is kept exactly when the change is.
 *
 * @param level what holds now
 * @param day the day in the company's zone
 * @param spent in USD
 * @param cap what may be spent that day, in USD
 */
public record BudgetLevel(Level level, LocalDate day, BigDecimal spent, BigDecimal cap) {

    /** How much is used. */
    public enum Level {
        /** A new day, or a higher limit: there is money again. */
        NORMAL,
        /** The share from which people want to know is spent. */
        NEARLY_USED,
        /** Calls are refused until tomorrow, or until the limit is raised. */
        USED_UP
    }
}
