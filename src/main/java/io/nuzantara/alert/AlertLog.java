package io.nuzantara.alert;

import io.nuzantara.database.RecordMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was wrong, what still is, who was told and how the channel does. */
@Component
public class AlertLog {

    private final JdbcClient jdbc;
    private final Turns turns;
    private final Channel channel;

    AlertLog(JdbcClient jdbc, Turns alertTurns, Channel alertChannel) {
        this.jdbc = jdbc;
        this.turns = alertTurns;
        this.channel = alertChannel;
    }

    /**
     * One alert.
     *
     * @param severity {@code critical} or {@code warning}
     * @param recoveredAt when it was over; null = it lasts
     * @param deliveredAt when people were told of it; null = not yet
     * @param recoveryDeliveredAt when they were told of its end
     * @param channel what it was delivered to: {@code slack} or {@code log}
     * @param attempts tries to deliver what is still to be told
     * @param error why the last of them failed
     */
    public record Entry(
            long id,
            String cause,
            String severity,
            String title,
            String text,
            String link,
            Instant raisedAt,
            @Nullable Instant recoveredAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant recoveryDeliveredAt,
            @Nullable String channel,
            int attempts,
            @Nullable String error) {}

    /**
     * Alerts, newest first.
     *
     * @param openOnly only those that last
     * @param before only alerts older than this id; null = from the newest
     */
    public List<Entry> newest(boolean openOnly, @Nullable Long before, int limit) {
        return jdbc.sql("""
                        SELECT id, cause, severity, title, text, link, raised_at, recovered_at, delivered_at, recovery_delivered_at,
                               channel, attempts, error
                          FROM alerts
                         WHERE (NOT :openOnly OR recovered_at IS NULL)
                           AND id < :before
                         ORDER BY id DESC
                         LIMIT :limit
                        """)
                .param("openOnly", openOnly)
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("limit", limit)
                .query(RecordMapper.of(Entry.class))
                .list();
    }

    /**
     * Critical alerts.
     *
     * @param raised since an instant, also those that are over
     * @param lasting all that last, whenever they were raised
     * @param title what the newest of them says; null = there is none
     */
    public record Critical(
            long raised, long lasting, @Nullable String title) {}

    /** The critical alerts since then. */
    public Critical critical(Instant since) {
        return jdbc.sql("""
                        SELECT count(*) FILTER (WHERE raised_at >= :since) AS raised,
                               count(*) FILTER (WHERE recovered_at IS NULL) AS lasting,
                               (array_agg(title ORDER BY raised_at DESC, id DESC))[1] AS title
                          FROM alerts
                         WHERE severity = 'critical' AND (raised_at >= :since OR recovered_at IS NULL)
                        """)
                .param("since", time(since))
                .query(RecordMapper.of(Critical.class))
                .single();
    }

    /**
     * How the channel does.
     *
     * @param name {@code slack} or {@code log}
     * @param state {@code ok}, {@code failing} (tried again by itself) or {@code refused} (until its configuration changes)
     * @param since when it began to fail; null while it works
     * @param error why the last post failed
     * @param waiting notices that are not delivered yet
     */
    public record Delivery(
            String name,
            String state,
            @Nullable Instant since,
            @Nullable String error,
            long waiting) {}

    /** The channel of this node. */
    public Delivery delivery() {
        var waiting = jdbc.sql("""
                        SELECT count(*)
                          FROM alerts
                         WHERE delivered_at IS NULL OR (recovered_at IS NOT NULL AND recovery_delivered_at IS NULL)
                        """).query(Long.class).single();
        return turns.state(channel.name())
                .map(state -> new Delivery(
                        channel.name(),
                        state.refused() ? "refused" : state.failures() > 0 ? "failing" : "ok",
                        state.failingSince(),
                        state.error(),
                        waiting))
                .orElseGet(() -> new Delivery(channel.name(), "ok", null, null, waiting));
    }

    /**
     * How soon people were told.
     *
     * @param late told later than the limit, or not told although the limit is over
     */
    public record Promptness(long told, long late) {}

    /**
     * Alerts raised after {@code from} and, for those not told yet, before {@code to} by more than the limit; without those that a
     * stop held back before they were late.
     */
    public Promptness promptness(Instant from, Instant to, Duration limit) {
        return jdbc.sql("""
                        SELECT count(*) AS told,
                               count(*) FILTER (WHERE coalesce(delivered_at, :to) - raised_at > make_interval(secs => :limit)) AS late
                          FROM alerts
                         WHERE raised_at > :from AND raised_at <= :to
                           AND (held_at IS NULL OR held_at - raised_at > make_interval(secs => :limit))
                           AND (delivered_at IS NOT NULL OR raised_at < :to - make_interval(secs => :limit))
                        """)
                .param("from", time(from))
                .param("to", time(to))
                .param("limit", limit.toSeconds())
                .query(RecordMapper.of(Promptness.class))
                .single();
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
