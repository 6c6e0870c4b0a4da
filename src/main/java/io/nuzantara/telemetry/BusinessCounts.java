package io.nuzantara.telemetry;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts of the business that decide which agents run: each a statement of its own, so that a slow or broken one can be unknown
 * without touching the others.
 */
@Component
public class BusinessCounts {

    private static final List<Question> QUESTIONS = List.of(
            new Question("new_clients_today", "nothing was imported in the last 24 hours", """
                    SELECT /* nuzantara:telemetry */ CASE WHEN EXISTS (SELECT FROM import_batches WHERE finished_at > CAST(:now AS timestamptz) - interval '24 hours')
                           THEN (SELECT count(*) FROM crm_clients WHERE created_at BETWEEN :midnight AND :now) END
                    """),
            new Question("conversations_today", "nothing was imported in the last 24 hours", """
                    SELECT /* nuzantara:telemetry */ CASE WHEN EXISTS (SELECT FROM import_batches WHERE finished_at > CAST(:now AS timestamptz) - interval '24 hours')
                           THEN (SELECT count(*) FROM conversations WHERE started_at BETWEEN :midnight AND :now) END
                    """),
            new Question("pending_practices", "", """
                    SELECT /* nuzantara:telemetry */ count(*)
                      FROM crm_practices
                     WHERE status NOT IN ('completed', 'cancelled')
                    """),
            new Question("pending_practices_stale", "", """
                    SELECT /* nuzantara:telemetry */ count(*)
                      FROM crm_practices
                     WHERE status NOT IN ('completed', 'cancelled')
                       AND updated_at <= CAST(:now AS timestamptz) - interval '7 days'
                    """),
            new Question("low_rated_today", "nothing was rated in the last 30 days", """
                    SELECT /* nuzantara:telemetry */ CASE WHEN count(*) > 0 THEN count(*) FILTER (WHERE rating < 3 AND rated_at >= :midnight) END
                      FROM conversations
                     WHERE rating IS NOT NULL
                       AND rated_at > CAST(:now AS timestamptz) - interval '30 days'
                       AND rated_at <= :now
                    """),
            new Question("low_rated_daily_mean", "nothing was rated in the last 28 days", """
                    SELECT /* nuzantara:telemetry */ CASE WHEN count(*) > 0 THEN count(*) FILTER (WHERE rating < 3) / 28.0 END
                      FROM conversations
                     WHERE rating IS NOT NULL
                       AND rated_at >= CAST(:midnight AS timestamptz) - interval '28 days'
                       AND rated_at < :midnight
                    """),
            new Question("failed_logins_24h", "nobody has signed in yet", """
                    SELECT /* nuzantara:telemetry */ CASE WHEN EXISTS (SELECT FROM auth_logs) THEN (
                      SELECT count(*)
                        FROM auth_logs
                       WHERE NOT success AND created_at > CAST(:now AS timestamptz) - interval '24 hours') END
                    """),
            new Question("suspicious_activity", "nobody has signed in yet", """
                    WITH /* nuzantara:telemetry */ attempts AS (
                      SELECT id, 'ip:' || ip AS subject, success, created_at FROM auth_logs
                      UNION ALL
                      SELECT id, 'email:' || email, success, created_at FROM auth_logs WHERE email IS NOT NULL
                    ), bursts AS (
                      SELECT id, subject, success, created_at,
                             count(*) FILTER (WHERE NOT success) OVER (
                               PARTITION BY subject ORDER BY created_at
                               RANGE BETWEEN interval '15 minutes' PRECEDING AND CURRENT ROW) AS failures
                        FROM attempts
                       WHERE created_at > CAST(:now AS timestamptz) - interval '24 hours 15 minutes'
                    )
                    SELECT CASE WHEN EXISTS (SELECT FROM auth_logs)
                           THEN count(DISTINCT subject) FILTER (WHERE NOT success) + count(DISTINCT id) FILTER (WHERE success) END
                      FROM bursts
                     WHERE failures >= 5 AND created_at > CAST(:now AS timestamptz) - interval '24 hours'
                    """));

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ZoneId zone;

    BusinessCounts(JdbcClient jdbc, Clock clock, @Value("${nuzantara.zone:Asia/Makassar}") ZoneId zone) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * How each count is read, by id: {@code new_clients_today}, {@code conversations_today} (since midnight in the company
     * zone), {@code pending_practices}, {@code pending_practices_stale} (unchanged for 7 days), {@code low_rated_today}
     * (rating below 3), {@code low_rated_daily_mean} (of the 28 days before today), {@code failed_logins_24h},
     * {@code suspicious_activity} (accounts or addresses with 5 failed sign-ins within 15 minutes, plus sign-ins that
     * succeeded right after such a burst, 24 h). Each is one statement in the caller's transaction, and throws what the
     * database throws.
     */
    public SequencedMap<String, Supplier<Metric>> questions() {
        var questions = new LinkedHashMap<String, Supplier<Metric>>();
        QUESTIONS.forEach(question -> questions.put(question.id(), () -> read(question)));
        return questions;
    }

    private Metric read(Question question) {
        var now = clock.instant();
        var midnight = now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        return jdbc.sql(question.sql())
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .param("midnight", OffsetDateTime.ofInstant(midnight, ZoneOffset.UTC))
                .query(Double.class)
                .optional()
                .map(Metric::known)
                .orElseGet(() -> Metric.unknown(question.nullMeans()));
    }

    /** A statement that answers with one number, or with null where nothing can be known. */
    private record Question(String id, String nullMeans, String sql) {}
}
