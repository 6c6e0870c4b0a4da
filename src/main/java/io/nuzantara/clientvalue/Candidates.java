package io.nuzantara.clientvalue;

import io.nuzantara.database.RecordMapper;
import io.nuzantara.nurture.Candidate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Clients who deserve a message under the original's three rules, and those whose permit ends soon; first rule that fits. */
@Repository
class Candidates {

    private final JdbcClient jdbc;
    private final ZoneId zone;

    Candidates(JdbcClient jdbc, @Value("${nuzantara.zone}") String zone) {
        this.jdbc = jdbc;
        this.zone = ZoneId.of(zone);
    }

    /** Candidates of one scoring, best score first; a client stands in it once. */
    List<Candidate> of(UUID execution, Instant asOf) {
        return jdbc.sql("""
                        WITH renewal AS (
                          SELECT DISTINCT ON (p.client_id) p.client_id, p.external_id, p.type, coalesce(p.next_renewal_date, p.expiry_date) AS due
                            FROM crm_practices p
                           WHERE p.status <> 'cancelled'
                             AND coalesce(p.next_renewal_date, p.expiry_date) BETWEEN :today AND :today + 60
                             AND NOT EXISTS (SELECT 1 FROM crm_practices n
                                              WHERE n.client_id = p.client_id AND n.type = p.type AND n.id <> p.id AND n.status <> 'cancelled'
                                                AND coalesce(n.started_at, n.created_at) > CAST(coalesce(p.next_renewal_date, p.expiry_date) - 120 AS timestamptz))
                           ORDER BY p.client_id, due, p.id),
                        ruled AS (
                          SELECT s.client_id, s.value_score, s.segment, s.risk_level, s.quiet_days, r.external_id AS practice, r.type AS practice_type, r.due,
                                 CASE WHEN r.client_id IS NOT NULL THEN 'renewal_due'
                                      WHEN s.segment = 'VIP' AND s.quiet_days > 14 THEN 'vip_quiet'
                                      WHEN s.risk_level = 'HIGH_RISK' THEN 'at_risk'
                                      WHEN s.segment IN ('VIP', 'HIGH_VALUE') AND s.quiet_days > 30 THEN 'high_value_quiet' END AS campaign
                            FROM client_scores s
                            LEFT JOIN renewal r ON r.client_id = s.client_id
                           WHERE s.execution_id = :execution)
                        SELECT c.id AS client_id, c.name, c.language, coalesce(c.whatsapp, c.phone) AS phone, ruled.campaign,
                               CASE WHEN ruled.campaign = 'renewal_due'
                                    THEN ruled.practice || CASE WHEN ruled.due <= :today + 14 THEN ':last' ELSE ':first' END
                                    ELSE :month END AS period,
                               ruled.segment, ruled.risk_level, ruled.value_score AS score, ruled.quiet_days, ruled.practice_type, ruled.due
                          FROM ruled
                          JOIN crm_clients c ON c.id = ruled.client_id
                         WHERE ruled.campaign IS NOT NULL
                         ORDER BY ruled.value_score DESC, c.id
                        """)
                .param("execution", execution)
                .param("today", LocalDate.ofInstant(asOf, zone))
                .param("month", LocalDate.ofInstant(asOf, zone).toString().substring(0, 7))
                .query(RecordMapper.of(Candidate.class))
                .list();
    }
}
