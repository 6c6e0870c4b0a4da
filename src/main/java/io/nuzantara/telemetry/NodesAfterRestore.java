package io.nuzantara.telemetry;

import io.nuzantara.database.AfterRestore;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The processes that worked while a backup was taken are not there any more, and none of them was killed. */
public final class NodesAfterRestore implements AfterRestore {

    @Override
    public List<String> settle(JdbcClient restored, Instant takenAt, Instant now) {
        restored.sql("""
                        UPDATE /* nuzantara:telemetry */ service_nodes
                           SET stopped_at = last_seen, stop_reason = 'shutdown'
                         WHERE stopped_at IS NULL AND last_seen > :silent
                        """)
                .param("silent", OffsetDateTime.ofInstant(takenAt.minus(Nodes.SILENT), ZoneOffset.UTC))
                .update();
        return List.of();
    }
}
