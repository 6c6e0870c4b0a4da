package io.nuzantara.clientvalue;

import io.nuzantara.database.RecordMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many clients are in each segment and risk, and how many wait for a score. */
@Repository
public class ScoreTotals {

    private static final Duration STALE = Duration.ofHours(24);

    private final JdbcClient jdbc;

    ScoreTotals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Clients by segment and by risk. */
    record Totals(Map<String, Long> segments, Map<String, Long> risks) {}

    private record Cell(String segment, String riskLevel, long clients) {}

    Totals of(UUID execution) {
        var segments = new TreeMap<String, Long>();
        var risks = new TreeMap<String, Long>();
        jdbc.sql("""
                        SELECT segment, risk_level, count(*) AS clients
                          FROM client_scores
                         WHERE execution_id = :execution
                         GROUP BY segment, risk_level
                        """)
                .param("execution", execution)
                .query(RecordMapper.of(Cell.class))
                .list()
                .forEach(cell -> {
                    segments.merge(cell.segment(), cell.clients(), Long::sum);
                    risks.merge(cell.riskLevel(), cell.clients(), Long::sum);
                });
        return new Totals(segments, risks);
    }

    /** How many active clients there are, and how many of them have no score of this age or younger. */
    public record Coverage(long active, long without) {}

    /** Active clients, and those whose score is missing or was made before {@code since}. */
    public Coverage coverage(Instant since) {
        return jdbc.sql("""
                        SELECT count(*) AS active,
                               count(*) FILTER (WHERE s.client_id IS NULL OR s.scored_at < :since) AS without
                          FROM crm_clients c
                          LEFT JOIN client_scores s ON s.client_id = c.id
                         WHERE c.status = 'active'
                        """)
                .param("since", OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
                .query(RecordMapper.of(Coverage.class))
                .single();
    }

    private record Waiting(long unscoredClients, long staleScores, long scoredClients, long highRiskClients) {}

    /** Active clients without a score, with one older than 24 hours, with any, and at high risk. */
    Map<String, Long> backlog(Instant now) {
        var waiting = jdbc.sql("""
                        SELECT count(*) FILTER (WHERE s.client_id IS NULL) AS unscored_clients,
                               count(*) FILTER (WHERE s.scored_at < :stale) AS stale_scores,
                               count(s.client_id) AS scored_clients,
                               count(*) FILTER (WHERE s.at_risk OR s.risk_level = 'HIGH_RISK') AS high_risk_clients
                          FROM crm_clients c
                          LEFT JOIN client_scores s ON s.client_id = c.id
                         WHERE c.status = 'active'
                        """)
                .param("stale", OffsetDateTime.ofInstant(now.minus(STALE), ZoneOffset.UTC))
                .query(RecordMapper.of(Waiting.class))
                .single();
        return Map.of(
                "unscored_clients", waiting.unscoredClients(),
                "stale_scores", waiting.staleScores(),
                "scored_clients", waiting.scoredClients(),
                "high_risk_clients", waiting.highRiskClients());
    }
}
