package io.nuzantara.orchestrator;

import io.nuzantara.execution.Occurrences;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.validation.annotation.Validated;

/**
 * How the orchestrator decides and runs.
 *
 * @param enabled whether cycles run, by the hour or on demand
 * @param agentsUrl address of the agents service; absent = this process where it serves the agents itself, else
 *     {@code http://localhost:8000}
 * @param cron when cycles start, in the business zone; {@code -} = on demand only
 * @param atOnce most executions of one cycle at work at the same time
 * @param limit longest time a cycle waits for its executions
 * @param startWithin an agent expected to get its turn later than this is left to the next cycle
 * @param readyWithin how long the first cycle of a process waits for an agents service that does not answer
 * @param restartWithin how long a later cycle waits for it: as long as it takes to start again
 * @param thresholds from which numbers on an agent is worth running before its schedule
 */
@Validated
@ConfigurationProperties("nuzantara.orchestrator")
record OrchestratorSettings(
        @DefaultValue("true") boolean enabled,
        @Nullable String agentsUrl,
        @DefaultValue("0 0 * * * *") String cron,
        @DefaultValue("3") @Min(1) @Max(3) int atOnce,
        @DefaultValue("55m") Duration limit,
        @DefaultValue("30m") Duration startWithin,
        @DefaultValue("10m") Duration readyWithin,
        @DefaultValue("60s") Duration restartWithin,
        @DefaultValue @Valid Thresholds thresholds) {

    /** When cycles start; empty = on demand only. */
    Optional<Occurrences> schedule(ZoneId zone) {
        return cron.strip().equals(Scheduled.CRON_DISABLED)
                ? Optional.empty()
                : Optional.of(Occurrences.of(cron, zone.getId()));
    }

    /**
     * Start values of the triggers; an agent is triggered when its number reaches one of them.
     *
     * @param unscoredClients clients without a score
     * @param staleScoreShare share of scores older than a day
     * @param riskGrowth growth of the clients at high risk since the scores were last complete
     * @param unreadConversations conversations the graph has not read
     * @param oldestUnreadHours age of the oldest unread conversation, together with {@code oldest-unread-least}
     * @param oldestUnreadLeast unread conversations without which an old one can wait for the night
     * @param unexaminedRatings ratings no training has looked at, together with {@code unexamined-ratings-low}
     * @param unexaminedRatingsLow low ratings among them
     * @param lowRatedToday low ratings of today, together with {@code low-rated-times-mean}
     * @param lowRatedTimesMean how many times the daily mean of 28 days the low ratings of today must reach
     * @param hoursSinceSnapshot age of the last performance snapshot
     * @param p95ResponseMs 95th percentile of the response times of the last hour
     * @param errorRate share of failed requests, lower bound of its 95 % Wilson interval
     * @param connectionsShare share of database connections in use
     */
    record Thresholds(
            @DefaultValue("10") @Positive long unscoredClients,
            @DefaultValue("0.01") @Positive @DecimalMax("1") double staleScoreShare,
            @DefaultValue("0.2") @Positive double riskGrowth,
            @DefaultValue("25") @Positive long unreadConversations,
            @DefaultValue("6") @Positive long oldestUnreadHours,
            @DefaultValue("15") @Positive long oldestUnreadLeast,
            @DefaultValue("60") @Positive long unexaminedRatings,
            @DefaultValue("20") @Positive long unexaminedRatingsLow,
            @DefaultValue("5") @Positive long lowRatedToday,
            @DefaultValue("3") @Positive double lowRatedTimesMean,
            @DefaultValue("6") @Positive long hoursSinceSnapshot,
            @DefaultValue("1000") @Positive long p95ResponseMs,
            @DefaultValue("0.05") @Positive @DecimalMax("1") double errorRate,
            @DefaultValue("0.8") @Positive @DecimalMax("1") double connectionsShare) {}
}
