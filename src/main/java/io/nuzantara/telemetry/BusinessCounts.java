package io.nuzantara.telemetry;

import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts of the business that decide which agents run: each is read by itself within 2 seconds, and one that is slow or
 * broken is unknown without touching the others.
 */
@Component
public class BusinessCounts {

    private static final Logger log = LoggerFactory.getLogger(BusinessCounts.class);

    /** PostgreSQL manual, appendix A. */
    private static final String QUERY_CANCELED = "57014";

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
            new Question("failed_logins_24h", "", """
                    SELECT /* nuzantara:telemetry */ count(*)
                      FROM auth_logs
                     WHERE NOT success AND created_at > CAST(:now AS timestamptz) - interval '24 hours'
                    """),
            new Question("suspicious_activity", "", """
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
                    SELECT count(DISTINCT subject) FILTER (WHERE NOT success) + count(DISTINCT id) FILTER (WHERE success)
                      FROM bursts
                     WHERE failures >= 5 AND created_at > CAST(:now AS timestamptz) - interval '24 hours'
                    """));

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ZoneId zone;

    BusinessCounts(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${nuzantara.zone:Asia/Makassar}") ZoneId zone) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * All counts by id: {@code new_clients_today}, {@code conversations_today} (since midnight in the company zone),
     * {@code pending_practices}, {@code pending_practices_stale} (unchanged for 7 days), {@code low_rated_today} (rating
     * below 3), {@code failed_logins_24h}, {@code suspicious_activity} (accounts or addresses with 5 failed sign-ins within
     * 15 minutes, plus sign-ins that succeeded right after such a burst, 24 h).
     */
    public Map<String, Metric> read() {
        var counts = new LinkedHashMap<String, Metric>();
        QUESTIONS.forEach(question -> counts.put(question.id(), read(question)));
        return Collections.unmodifiableMap(counts);
    }

    private Metric read(Question question) {
        try {
            var count = transaction.execute(status -> count(question));
            return count == null ? Metric.unknown(question.nullMeans()) : Metric.known(count);
        } catch (DataAccessException | TransactionException e) {
            log.warn("Metric {} is unknown", question.id(), e);
            return Metric.unknown(isTimeout(e) ? "reading took longer than 2 s" : "it could not be read");
        }
    }

    private @Nullable Long count(Question question) {
        jdbc.sql("SET LOCAL statement_timeout TO '2s'").update();
        var now = clock.instant();
        var midnight = now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        return jdbc.sql(question.sql())
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .param("midnight", OffsetDateTime.ofInstant(midnight, ZoneOffset.UTC))
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    private static boolean isTimeout(Throwable fault) {
        var root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof SQLException cause && QUERY_CANCELED.equals(cause.getSQLState());
    }

    /** A statement that answers with one number, or with null where nothing can be known. */
    private record Question(String id, String nullMeans, String sql) {}
}
