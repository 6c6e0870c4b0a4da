package io.nuzantara.telemetry;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The processes of this service that work on the database: each shows itself every 5 seconds. */
public class Nodes {

    private static final Duration SILENT = Duration.ofSeconds(20);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String name;
    private final String role;
    private final String version;
    private final Instant startedAt;

    Nodes(JdbcClient jdbc, Clock clock, String name, String role, String version) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.name = name;
        this.role = role;
        this.version = version;
        this.startedAt = clock.instant();
    }

    /** The name of this process. */
    public String self() {
        return name;
    }

    /** All known processes, latest start first. */
    public List<Node> all() {
        return jdbc.sql("""
                        SELECT /* nuzantara:telemetry */ name, role, version, started_at, last_seen, stopped_at, stop_reason
                          FROM service_nodes
                         ORDER BY started_at DESC, name
                        """).query(new DataClassRowMapper<>(Node.class)).list();
    }

    /** Those that did not stop and showed themselves within the last 20 seconds. */
    public List<Node> alive() {
        var limit = clock.instant().minus(SILENT);
        return all().stream()
                .filter(node -> node.stoppedAt() == null && node.lastSeen().isAfter(limit))
                .toList();
    }

    void show() {
        jdbc.sql("""
                        INSERT /* nuzantara:telemetry */ INTO service_nodes (name, role, version, started_at, last_seen)
                        VALUES (:name, :role, :version, :startedAt, :now)
                        ON CONFLICT (name) DO UPDATE SET last_seen = excluded.last_seen
                        """)
                .param("name", name)
                .param("role", role)
                .param("version", version)
                .param("startedAt", OffsetDateTime.ofInstant(startedAt, ZoneOffset.UTC))
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    /** A process that ends without this was killed: it falls silent without {@code stopped_at}. */
    @PreDestroy
    void stop() {
        jdbc.sql("""
                        UPDATE /* nuzantara:telemetry */ service_nodes
                           SET stopped_at = :now, last_seen = :now, stop_reason = 'shutdown'
                         WHERE name = :name
                        """)
                .param("name", name)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    /** One process. */
    public record Node(
            String name,
            String role,
            String version,
            Instant startedAt,
            Instant lastSeen,
            @Nullable Instant stoppedAt,
            @Nullable String stopReason) {}
}
