package io.nuzantara.alert;

import io.nuzantara.database.RecordMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Alerts to people. A cause is told once, however often it is raised, until it recovers; then its end is told once. Both are
 * rows first and join the caller's transaction, so nothing is lost while Slack or the process is down.
 */
@Component
public class Alerts {

    private final JdbcClient jdbc;
    private final AlertDelivery delivery;
    private final Clock clock;

    Alerts(JdbcClient jdbc, AlertDelivery delivery, Clock clock) {
        this.jdbc = jdbc;
        this.delivery = delivery;
        this.clock = clock;
    }

    /** Tells people, unless an alert of the same cause is open already. Returns at once; delivery follows after commit. */
    public void raise(Alert alert) {
        var created = jdbc.sql("""
                        INSERT INTO alerts (cause, severity, title, text, link, raised_at, not_before)
                        VALUES (:cause, :severity, :title, :text, :link, :now, :now)
                        ON CONFLICT (cause) WHERE recovered_at IS NULL DO NOTHING
                        """)
                .param("cause", alert.cause())
                .param("severity", alert.severity().code())
                .param("title", alert.title())
                .param("text", alert.text())
                .param("link", alert.link())
                .param("now", now())
                .update();
        if (created > 0) {
            delivery.deliverAfterCommit();
        }
    }

    /** The cause is over: its open alert, if there is one, ends with a notice of how long it lasted. */
    public void recover(String cause) {
        var recovered = jdbc.sql("""
                        UPDATE alerts
                           SET recovered_at = greatest(:now, raised_at),
                               logged_at = NULL,
                               not_before = CASE WHEN delivered_at IS NULL THEN not_before ELSE :now END
                         WHERE cause = :cause AND recovered_at IS NULL
                        """).param("cause", cause).param("now", now()).update();
        if (recovered > 0) {
            delivery.deliverAfterCommit();
        }
    }

    /** What is wrong now, newest first. */
    public List<OpenAlert> open() {
        return jdbc.sql("""
                        SELECT cause, upper(severity) AS severity, title, text, link, raised_at
                          FROM alerts
                         WHERE recovered_at IS NULL
                         ORDER BY raised_at DESC, id DESC
                        """).query(RecordMapper.of(OpenAlert.class)).list();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** An alert whose cause has not recovered. */
    public record OpenAlert(
            String cause, Alert.Severity severity, String title, String text, String link, Instant raisedAt) {}
}
