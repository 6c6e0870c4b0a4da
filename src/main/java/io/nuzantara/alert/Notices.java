package io.nuzantara.alert;

import io.nuzantara.database.RecordMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The notices as rows: which are due, which were delivered. */
class Notices {

    private static final Duration CLAIM = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final Clock clock;

    Notices(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param stopped whether only notices of a stop may go out */
    boolean isAnyDue(boolean stopped) {
        return jdbc.sql("""
                        SELECT EXISTS (
                          SELECT FROM alerts
                           WHERE (delivered_at IS NULL OR (recovered_at IS NOT NULL AND recovery_delivered_at IS NULL))
                             AND not_before <= :now
                             AND (NOT :stopped OR cause LIKE 'stopped%'))
                        """)
                .param("now", time(Duration.ZERO))
                .param("stopped", stopped)
                .query(Boolean.class)
                .single();
    }

    /**
     * Claims the notice that has waited longest: no other node gets it for a minute. It is looked for once and for all: in a nested
     * loop PostgreSQL would ask a mere sub-query again for each row, and pass over those just locked, until all were claimed.
     */
    Optional<Notice> claimDue(boolean stopped) {
        return jdbc.sql("""
                        WITH due AS MATERIALIZED (
                          SELECT id
                            FROM alerts
                           WHERE (delivered_at IS NULL OR (recovered_at IS NOT NULL AND recovery_delivered_at IS NULL))
                             AND not_before <= :now
                             AND (NOT :stopped OR cause LIKE 'stopped%')
                           ORDER BY not_before, id
                           LIMIT 1
                             FOR UPDATE SKIP LOCKED)
                        UPDATE alerts AS a
                           SET attempts = a.attempts + 1, not_before = :until
                          FROM due
                         WHERE a.id = due.id
                        RETURNING a.id, a.cause, upper(a.severity) AS severity, a.title, a.text, a.link, a.attempts,
                                  a.raised_at, a.recovered_at, a.delivered_at IS NOT NULL AS recovery
                        """)
                .param("now", time(Duration.ZERO))
                .param("until", time(CLAIM))
                .param("stopped", stopped)
                .query(RecordMapper.of(Notice.class))
                .optional();
    }

    void delivered(Notice notice, String channel) {
        jdbc.sql("""
                        UPDATE alerts
                           SET delivered_at = CASE WHEN :recovery THEN delivered_at ELSE :now END,
                               recovery_delivered_at = CASE WHEN :recovery THEN :now ELSE recovery_delivered_at END,
                               channel = :channel, attempts = 0, not_before = :now, error = NULL, logged_at = NULL
                         WHERE id = :id
                        """)
                .param("id", notice.id())
                .param("recovery", notice.recovery())
                .param("channel", channel)
                .param("now", time(Duration.ZERO))
                .update();
    }

    /** Kept, and due again as soon as the channel has its next turn. */
    void kept(Notice notice, String reason) {
        postpone(notice, reason, Duration.ZERO);
    }

    /** Kept, and tried again after growing pauses, so that it does not stand in the way of others. */
    void setAside(Notice notice, String reason) {
        var pause = CLAIM.multipliedBy(1L << Math.min(notice.attempts() - 1, 4));
        postpone(notice, reason, pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    }

    /** Notes that a stop holds notices of trouble back, so that their delay is nobody's fault. */
    void hold() {
        jdbc.sql("""
                        UPDATE alerts
                           SET held_at = :now
                         WHERE delivered_at IS NULL AND held_at IS NULL AND cause NOT LIKE 'stopped%'
                        """).param("now", time(Duration.ZERO)).update();
    }

    private void postpone(Notice notice, String reason, Duration pause) {
        jdbc.sql("UPDATE alerts SET error = :reason, not_before = :later WHERE id = :id")
                .param("id", notice.id())
                .param("reason", reason)
                .param("later", time(pause))
                .update();
    }

    /** Notices that wait and were not in the log yet, marked as logged: each is returned once over all nodes. */
    List<Notice> takeUnlogged() {
        return jdbc.sql("""
                        UPDATE alerts
                           SET logged_at = :now
                         WHERE (delivered_at IS NULL OR (recovered_at IS NOT NULL AND recovery_delivered_at IS NULL))
                           AND logged_at IS NULL
                        RETURNING id, cause, upper(severity) AS severity, title, text, link, attempts, raised_at, recovered_at,
                                  recovered_at IS NOT NULL AS recovery
                        """)
                .param("now", time(Duration.ZERO))
                .query(RecordMapper.of(Notice.class))
                .list();
    }

    private OffsetDateTime time(Duration ahead) {
        return OffsetDateTime.ofInstant(clock.instant().plus(ahead), ZoneOffset.UTC);
    }
}
