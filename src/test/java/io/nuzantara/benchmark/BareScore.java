package io.nuzantara.benchmark;

import io.nuzantara.database.DatabaseUrl;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The least SQL that computes the legacy score of all clients and stores it: what an execution is measured against. */
final class BareScore {

    private BareScore() {}

    /** A table of the same shape as the product's, so that storing costs the same. */
    static void createTable(DatabaseUrl owner) throws SQLException {
        try (var connection = DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password());
                var statement = connection.createStatement()) {
            statement.execute("SET search_path TO nuzantara, public");
            statement.execute("CREATE TABLE bare_scores (LIKE client_scores INCLUDING ALL) WITH (fillfactor = 70)");
        }
    }

    /** One statement that scores and stores, one that copies what changed into the clients' metadata. */
    static void store(JdbcClient jdbc, OffsetDateTime asOf) {
        jdbc.sql("""
                        WITH i AS (
                          SELECT client_id, count(*) AS n, avg(coalesce(sentiment, 0)) AS mood,
                                 count(*) FILTER (WHERE created_at >= :asOf - interval '30 days') AS recent, max(created_at) AS last_at
                            FROM crm_interactions WHERE NOT automated GROUP BY client_id),
                        v AS (SELECT client_id, avg(rating) AS rating FROM conversations GROUP BY client_id),
                        p AS (SELECT client_id, count(*) AS n FROM crm_practices GROUP BY client_id),
                        f AS (
                          SELECT c.id, least(100, 5 * coalesce(i.n, 0))::float8 AS engagement, (coalesce(i.mood, 0) + 1) * 50 AS sentiment,
                                 least(100, 10 * coalesce(i.recent, 0))::float8 AS recency, coalesce(v.rating, 0) * 20 AS quality,
                                 least(100, 15 * coalesce(p.n, 0))::float8 AS practice, coalesce(extract(day FROM :asOf - i.last_at)::int, 999) AS quiet
                            FROM crm_clients c
                            LEFT JOIN i ON i.client_id = c.id LEFT JOIN v ON v.client_id = c.id LEFT JOIN p ON p.client_id = c.id
                           WHERE c.status = 'active'),
                        s AS (SELECT f.*, 0.3 * engagement + 0.2 * sentiment + 0.2 * recency + 0.2 * quality + 0.1 * practice AS ltv FROM f)
                        INSERT INTO bare_scores AS t
                               (client_id, execution_id, scored_at, cut, method, legacy_score, engagement, sentiment, recency, quality, practice,
                                quiet_days, value_reason, value_score, segment, at_risk, risk_level, segment_since)
                        SELECT id, '00000000-0000-7000-8000-000000000000', :asOf, CAST(:asOf AS date), 'legacy', round(ltv::numeric, 2), engagement, sentiment,
                               recency, quality, practice, quiet, 'legacy', round(ltv::numeric, 2),
                               CASE WHEN ltv >= 80 THEN 'VIP' WHEN ltv >= 60 THEN 'HIGH_VALUE' WHEN ltv >= 40 THEN 'MEDIUM_VALUE' ELSE 'LOW_VALUE' END,
                               ltv >= 70 AND quiet > 30,
                               CASE WHEN ltv >= 70 AND quiet > 30 THEN 'HIGH_RISK' WHEN ltv >= 70 THEN 'LOW_RISK' WHEN quiet > 60 THEN 'MEDIUM_RISK'
                                    ELSE 'LOW_RISK' END, :asOf
                          FROM s
                        ON CONFLICT (client_id) DO UPDATE
                           SET scored_at = excluded.scored_at, cut = excluded.cut, legacy_score = excluded.legacy_score, engagement = excluded.engagement,
                               sentiment = excluded.sentiment, recency = excluded.recency, quality = excluded.quality, practice = excluded.practice,
                               quiet_days = excluded.quiet_days, value_score = excluded.value_score, segment = excluded.segment,
                               at_risk = excluded.at_risk, risk_level = excluded.risk_level
                        """).param("asOf", asOf).update();
        jdbc.sql("""
                        UPDATE crm_clients AS c
                           SET metadata = c.metadata || jsonb_build_object('ltv_score', s.value_score, 'segment', s.segment, 'risk_level', s.risk_level,
                                                                           'last_score_update', s.scored_at)
                          FROM bare_scores s
                         WHERE s.client_id = c.id
                           AND (c.metadata -> 'ltv_score', c.metadata ->> 'segment', c.metadata ->> 'risk_level')
                               IS DISTINCT FROM (to_jsonb(s.value_score), s.segment, s.risk_level)
                        """).update();
    }
}
