package io.nuzantara.clientvalue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The original's score of every active client, computed and stored by one statement: five parts of 0-100 (engagement,
 * sentiment, recency, quality, practice) with the weights .3 .2 .2 .2 .1, in double precision and in this order, so that
 * every digit equals the original's arithmetic.
 */
@Repository
class LegacyScores {

    private final JdbcClient jdbc;
    private final ZoneId zone;

    LegacyScores(JdbcClient jdbc, @Value("${nuzantara.zone}") String zone) {
        this.jdbc = jdbc;
        this.zone = ZoneId.of(zone);
    }

    /**
     * Scores all active clients as of an instant. Rows are written in any case, because {@code scored_at} says how fresh
     * a score is.
     *
     * @return how many clients were scored
     */
    int score(UUID execution, Instant asOf) {
        withoutParallelWorkers();
        return jdbc.sql("""
                        WITH i AS (
                          SELECT client_id, count(*) AS n, avg(coalesce(sentiment, 0)) AS mean_sentiment,
                                 count(*) FILTER (WHERE created_at >= :asOf - interval '30 days') AS recent, max(created_at) AS last_at
                            FROM crm_interactions
                           WHERE created_at <= :asOf AND NOT automated
                           GROUP BY client_id),
                        v AS (SELECT client_id, avg(rating) AS mean_rating FROM conversations WHERE created_at <= :asOf GROUP BY client_id),
                        p AS (SELECT client_id, count(*) AS n FROM crm_practices WHERE created_at <= :asOf GROUP BY client_id),
                        parts AS (
                          SELECT c.id, least(100, 5 * coalesce(i.n, 0))::double precision AS engagement,
                                 (coalesce(i.mean_sentiment, 0) + 1) * 50 AS sentiment,
                                 least(100, 10 * coalesce(i.recent, 0))::double precision AS recency,
                                 coalesce(v.mean_rating, 0)::double precision * 20 AS quality,
                                 least(100, 15 * coalesce(p.n, 0))::double precision AS practice,
                                 coalesce(extract(day FROM :asOf - i.last_at)::int, 999) AS quiet_days
                            FROM crm_clients c
                            LEFT JOIN i ON i.client_id = c.id
                            LEFT JOIN v ON v.client_id = c.id
                            LEFT JOIN p ON p.client_id = c.id
                           WHERE c.status = 'active'),
                        scored AS (
                          SELECT parts.*, engagement * 0.3::double precision + sentiment * 0.2::double precision + recency * 0.2::double precision
                                   + quality * 0.2::double precision + practice * 0.1::double precision AS score
                            FROM parts),
                        judged AS (
                          SELECT scored.*, round(score::numeric, 2) AS rounded,
                                 CASE WHEN score >= 80 THEN 'VIP' WHEN score >= 60 THEN 'HIGH_VALUE' WHEN score >= 40 THEN 'MEDIUM_VALUE'
                                      ELSE 'LOW_VALUE' END AS segment,
                                 CASE WHEN score >= 70 AND quiet_days > 30 THEN 'HIGH_RISK' WHEN score >= 70 THEN 'LOW_RISK'
                                      WHEN quiet_days > 60 THEN 'MEDIUM_RISK' ELSE 'LOW_RISK' END AS risk_level
                            FROM scored)
                        INSERT INTO client_scores AS s
                               (client_id, execution_id, scored_at, cut, method, legacy_score, engagement, sentiment, recency, quality, practice,
                                quiet_days, value_reason, value_score, segment, at_risk, risk_level, segment_since)
                        SELECT id, :execution, :asOf, :cut, 'legacy', rounded, engagement, sentiment, recency, quality, practice,
                               quiet_days, 'legacy', rounded, segment, risk_level = 'HIGH_RISK', risk_level, :asOf
                          FROM judged
                        ON CONFLICT (client_id) DO UPDATE
                           SET execution_id = excluded.execution_id, scored_at = excluded.scored_at, cut = excluded.cut, method = excluded.method,
                               legacy_score = excluded.legacy_score, engagement = excluded.engagement, sentiment = excluded.sentiment,
                               recency = excluded.recency, quality = excluded.quality, practice = excluded.practice, quiet_days = excluded.quiet_days,
                               value_score = excluded.value_score, segment = excluded.segment, at_risk = excluded.at_risk,
                               risk_level = excluded.risk_level,
                               segment_since = CASE WHEN s.segment = excluded.segment THEN s.segment_since ELSE excluded.segment_since END
                        """)
                .param("execution", execution)
                .param("asOf", OffsetDateTime.ofInstant(asOf, ZoneOffset.UTC))
                .param("cut", LocalDate.ofInstant(asOf, zone))
                .update();
    }

    /** Parallel plans repeat every aggregate in each worker: 1,000,000 clients took 18-31 s with them, 8.5 s without. */
    private void withoutParallelWorkers() {
        jdbc.sql(
                        "SELECT set_config('max_parallel_workers_per_gather', '0', true), set_config('work_mem', '256MB', true)")
                .query((row, number) -> row.getString(1))
                .single();
    }

    /** A row for every client whose segment or risk changed since its last one. */
    int keepHistory(UUID execution) {
        return jdbc.sql("""
                        INSERT INTO client_score_history (client_id, cut, value_12m, churn, segment, risk_level)
                        SELECT s.client_id, s.cut, s.value_12m, s.churn, s.segment, s.risk_level
                          FROM client_scores s
                          LEFT JOIN LATERAL (SELECT segment, risk_level FROM client_score_history h
                                              WHERE h.client_id = s.client_id ORDER BY cut DESC LIMIT 1) last ON true
                         WHERE s.execution_id = :execution
                           AND (last.segment, last.risk_level) IS DISTINCT FROM (s.segment, s.risk_level)
                        ON CONFLICT (client_id, cut) DO UPDATE
                           SET value_12m = excluded.value_12m, churn = excluded.churn, segment = excluded.segment, risk_level = excluded.risk_level
                        """).param("execution", execution).update();
    }

    /** Copies the original's four keys into the clients' metadata where they changed; nothing else there is touched. */
    int publish(UUID execution) {
        return jdbc.sql("""
                        UPDATE crm_clients AS c
                           SET metadata = c.metadata || jsonb_build_object(
                                 'ltv_score', s.value_score, 'segment', s.segment, 'risk_level', s.risk_level,
                                 'last_score_update', to_char(s.scored_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
                               updated_at = s.scored_at
                          FROM client_scores s
                         WHERE s.client_id = c.id AND s.execution_id = :execution
                           AND (c.metadata -> 'ltv_score', c.metadata ->> 'segment', c.metadata ->> 'risk_level')
                               IS DISTINCT FROM (to_jsonb(s.value_score), s.segment, s.risk_level)
                        """).param("execution", execution).update();
    }
}
