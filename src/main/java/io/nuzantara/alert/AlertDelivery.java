package io.nuzantara.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Brings notices that are due to the channel: claimed first, so two nodes never send the same one at once. */
class AlertDelivery {

    private static final Logger log = LoggerFactory.getLogger(AlertDelivery.class);
    private static final Duration CLAIM = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final Channel channel;
    private final Clock clock;
    private final Executor executor;

    AlertDelivery(JdbcClient jdbc, Channel channel, Clock clock, Executor executor) {
        this.jdbc = jdbc;
        this.channel = channel;
        this.clock = clock;
        this.executor = executor;
    }

    /** Delivers on another thread as soon as the caller's transaction, if there is one, is committed. */
    void deliverAfterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            executor.execute(this::deliverDue);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                executor.execute(AlertDelivery.this::deliverDue);
            }
        });
    }

    /** Delivers what is due, one notice after the other; what fails is due again later. */
    void deliverDue() {
        try {
            var notice = claimDue();
            while (notice.isPresent()) {
                deliver(notice.get());
                notice = claimDue();
            }
        } catch (DataAccessException e) {
            log.warn("Alerts wait for the database; they are tried again within a minute", e);
        }
    }

    private void deliver(Notice notice) {
        switch (channel.send(notice)) {
            case Channel.Result.Delivered() -> markDelivered(notice);
            case Channel.Result.Failed(var reason, var pause) -> postpone(notice, reason, pause);
        }
    }

    private Optional<Notice> claimDue() {
        return jdbc.sql("""
                        UPDATE alerts AS a
                           SET attempts = a.attempts + 1, not_before = :until
                          FROM (SELECT id
                                  FROM alerts
                                 WHERE (delivered_at IS NULL OR (recovered_at IS NOT NULL AND recovery_delivered_at IS NULL))
                                   AND not_before <= :now
                                 ORDER BY not_before, id
                                 LIMIT 1
                                   FOR UPDATE SKIP LOCKED) AS due
                         WHERE a.id = due.id
                        RETURNING a.id, a.cause, upper(a.severity) AS severity, a.title, a.text, a.link, a.attempts,
                                  a.raised_at, a.recovered_at, a.delivered_at IS NOT NULL AS recovery
                        """)
                .param("now", time(Duration.ZERO))
                .param("until", time(CLAIM))
                .query(new DataClassRowMapper<>(Notice.class))
                .optional();
    }

    private void markDelivered(Notice notice) {
        jdbc.sql("""
                        UPDATE alerts
                           SET delivered_at = CASE WHEN :recovery THEN delivered_at ELSE :now END,
                               recovery_delivered_at = CASE WHEN :recovery THEN :now ELSE recovery_delivered_at END,
                               channel = :channel, attempts = 0, not_before = :now, error = NULL
                         WHERE id = :id
                        """)
                .param("id", notice.id())
                .param("recovery", notice.recovery())
                .param("channel", channel.name())
                .param("now", time(Duration.ZERO))
                .update();
    }

    private void postpone(Notice notice, String reason, Duration atLeast) {
        if (notice.attempts() == 1) {
            log.warn("Alert {} not delivered ({}), kept and tried again: {}", notice.cause(), reason, notice.line());
        }
        var backoff = CLAIM.multipliedBy(1L << Math.min(notice.attempts() - 1, 4));
        var pause = backoff.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : backoff;
        jdbc.sql("UPDATE alerts SET error = :reason, not_before = :later WHERE id = :id")
                .param("id", notice.id())
                .param("reason", reason)
                .param("later", time(pause.compareTo(atLeast) > 0 ? pause : atLeast))
                .update();
    }

    private OffsetDateTime time(Duration ahead) {
        return OffsetDateTime.ofInstant(clock.instant().plus(ahead), ZoneOffset.UTC);
    }
}
