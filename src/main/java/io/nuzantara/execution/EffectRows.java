package io.nuzantara.execution;

import io.nuzantara.database.RecordMapper;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The ledger of changes outside our database: written before the call, so that no crash makes one twice or hides one. */
@Repository
class EffectRows {

    private final JdbcClient jdbc;
    private final Clock clock;

    EffectRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** An effect as it stands; {@code elsewhere} = another execution that has not ended is at it. */
    record Row(
            String status,
            String payload,
            @Nullable String externalId,
            @Nullable String error,
            boolean elsewhere) {}

    /** The effect of this key, planned now with this payload if nobody did before. */
    Row plan(UUID execution, EffectKey key, String payload) {
        jdbc.sql("""
                        INSERT INTO effects (key, execution_id, kind, payload, status, created_at)
                        VALUES (:key, :execution, :kind, CAST(:payload AS jsonb), 'planned', :now)
                        ON CONFLICT (key) DO NOTHING
                        """)
                .param("key", key.key())
                .param("execution", execution)
                .param("kind", key.kind())
                .param("payload", payload)
                .param("now", now())
                .update();
        return jdbc.sql("""
                        SELECT f.status, f.payload, f.external_id, f.error,
                               f.execution_id <> :execution AND e.status IN ('started', 'running', 'waiting_approval') AS elsewhere
                          FROM effects f JOIN agent_executions e ON e.id = f.execution_id
                         WHERE f.key = :key
                        """)
                .param("key", key.key())
                .param("execution", execution)
                .query(RecordMapper.of(Row.class))
                .single();
    }

    /** Says that the call is about to be made; committed before it is. */
    void sending(UUID execution, long fence, EffectKey key) {
        var updated = jdbc.sql("""
                        UPDATE effects SET status = 'sending', execution_id = :execution, attempts = attempts + 1, sent_at = :now
                         WHERE key = :key AND status IN ('planned', 'sending')
                           AND EXISTS (SELECT 1 FROM agent_executions WHERE id = :execution AND fence = :fence AND status = 'running')
                        """)
                .param("key", key.key())
                .param("execution", execution)
                .param("fence", fence)
                .param("now", now())
                .update();
        if (updated == 0) {
            throw new LostExecution(execution);
        }
    }

    /** Records what became of it; a record that stands is never changed. */
    void ended(EffectKey key, String status, @Nullable String externalId, @Nullable String error) {
        jdbc.sql("""
                        UPDATE effects SET status = :status, external_id = :externalId, error = :error, finished_at = :now
                         WHERE key = :key AND status = 'sending'
                        """)
                .param("key", key.key())
                .param("status", status)
                .param("externalId", externalId)
                .param("error", error)
                .param("now", now())
                .update();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
