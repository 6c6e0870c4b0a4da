package io.nuzantara.security;

import io.nuzantara.database.AfterRestore;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A restored database begins with the global stop on, so that nothing of it goes out before a person has looked; and tokens that were
 * revoked since are valid again, which somebody must be told.
 */
public final class SecurityAfterRestore implements AfterRestore {

    @Override
    public List<String> settle(JdbcClient restored, Instant takenAt, Instant now) {
        var at = OffsetDateTime.ofInstant(now, ZoneOffset.UTC);
        stop(restored, takenAt, at);
        revokeLocal(restored, at);
        return tokens(restored, at);
    }

    private static void stop(JdbcClient restored, Instant takenAt, OffsetDateTime now) {
        restored.sql("""
                        INSERT INTO engine_settings (name, value, reason, updated_at, updated_by)
                        VALUES ('stopped', 'true', :reason, :now, 'restore')
                        ON CONFLICT (name) DO UPDATE
                           SET value = excluded.value, reason = excluded.reason, updated_at = excluded.updated_at, updated_by = excluded.updated_by
                        """)
                .param("reason", "a backup of %s was restored; look at what was open, then resume".formatted(takenAt))
                .param("now", now)
                .update();
    }

    /** Those of services that have stopped. */
    private static void revokeLocal(JdbcClient restored, OffsetDateTime now) {
        restored.sql("UPDATE api_tokens SET revoked_at = :now WHERE local AND revoked_at IS NULL")
                .param("now", now)
                .update();
    }

    private static List<String> tokens(JdbcClient restored, OffsetDateTime now) {
        var valid = restored.sql("SELECT count(*) FROM api_tokens WHERE revoked_at IS NULL AND expires_at > :now")
                .param("now", now)
                .query(Long.class)
                .single();
        return valid == 0
                ? List.of()
                : List.of(
                        "%d tokens are valid as they were then; revoke again what was revoked since: ./nuzantara token list"
                                .formatted(valid));
    }
}
