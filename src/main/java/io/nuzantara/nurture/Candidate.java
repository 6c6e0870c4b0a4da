package io.nuzantara.nurture;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A client who deserves a message, with the facts of the reason.
 *
 * @param phone E.164, or null
 * @param campaign {@code renewal_due}, {@code vip_quiet}, {@code at_risk} or {@code high_value_quiet}
 * @param period with client and campaign the key of the plan: nobody gets a second one in it
 * @param score 0-100
 * @param due end of the permit of {@code renewal_due}
 */
public record Candidate(
        long clientId,
        String name,
        @Nullable String language,
        @Nullable String phone,
        String campaign,
        String period,
        String segment,
        String riskLevel,
        BigDecimal score,
        int quietDays,
        @Nullable String practiceType,
        @Nullable LocalDate due) {

    /** What makes a plan unique in its mode. */
    record Key(long clientId, String campaign, String period) {}

    Key key() {
        return new Key(clientId, campaign, period);
    }
}
