package io.nuzantara.execution;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes down that an execution is to end; whoever works on it looks here every second. */
@Component
class Cancellation {

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Wakes wakes;
    private final Clock clock;

    Cancellation(JdbcClient jdbc, Ledger ledger, Wakes wakes, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.wakes = wakes;
        this.clock = clock;
    }

    @Transactional
    public Cancel cancel(UUID id, String by) {
        var standing = jdbc.sql("SELECT status FROM agent_executions WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(String.class)
                .optional();
        if (standing.isEmpty()) {
            return new Cancel.Unknown();
        }
        if (List.of("completed", "failed", "cancelled").contains(standing.get())) {
            return new Cancel.Finished(id);
        }
        request(id, by);
        return new Cancel.Requested(id);
    }

    private void request(UUID id, String by) {
        var first = jdbc.sql("""
                        UPDATE agent_executions SET cancel_requested_at = :now, cancel_requested_by = :by
                         WHERE id = :id AND cancel_requested_at IS NULL
                        """)
                .param("id", id)
                .param("by", by)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        if (first > 0) {
            ledger.note(id, "cancel_requested", Map.of());
        }
        wakes.execution(id);
    }

    /** Those of these executions that are to end. */
    List<UUID> requestedOf(Collection<UUID> executions) {
        return jdbc.sql("SELECT id FROM agent_executions WHERE id = ANY(:ids) AND cancel_requested_at IS NOT NULL")
                .param("ids", executions.toArray(UUID[]::new))
                .query(Ledger.ID)
                .list();
    }
}
