package io.nuzantara.telemetry;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How long raw rows are kept: requests, system samples and nodes 7 days; statements 8, so that a window of 168 hours always
 * finds its first snapshot; tables and indexes 35, because an index counts as unused only after 30.
 */
@Component
class Retention {

    private final JdbcClient jdbc;
    private final Clock clock;

    Retention(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void apply() {
        delete("DELETE /* nuzantara:telemetry */ FROM api_request_logs WHERE timestamp < :limit", Duration.ofDays(7));
        delete("DELETE /* nuzantara:telemetry */ FROM system_samples WHERE taken_at < :limit", Duration.ofDays(7));
        delete("DELETE /* nuzantara:telemetry */ FROM service_nodes WHERE last_seen < :limit", Duration.ofDays(7));
        delete("""
                DELETE /* nuzantara:telemetry */ FROM statement_samples
                 WHERE snapshot_id IN (SELECT id FROM stat_snapshots WHERE taken_at < :limit)
                """, Duration.ofDays(8));
        delete(
                "DELETE /* nuzantara:telemetry */ FROM stat_snapshots WHERE taken_at < :limit AND NOT relations",
                Duration.ofDays(8));
        delete("DELETE /* nuzantara:telemetry */ FROM stat_snapshots WHERE taken_at < :limit", Duration.ofDays(35));
        jdbc.sql("""
                        DELETE /* nuzantara:telemetry */ FROM statement_texts AS t
                         WHERE first_seen < :limit
                           AND NOT EXISTS (SELECT FROM statement_samples AS s WHERE s.queryid = t.queryid)
                        """).param("limit", ago(Duration.ofDays(8))).update();
    }

    private void delete(String sql, Duration age) {
        jdbc.sql(sql).param("limit", ago(age)).update();
    }

    private OffsetDateTime ago(Duration age) {
        return OffsetDateTime.ofInstant(clock.instant().minus(age), ZoneOffset.UTC);
    }
}
