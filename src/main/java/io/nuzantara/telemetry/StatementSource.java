package io.nuzantara.telemetry;

import io.nuzantara.database.RecordMapper;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether the server's statement statistics can be read; a lack is a value with its fix. */
@Component
class StatementSource {

    /** PostgreSQL manual, appendix A: object_not_in_prerequisite_state. */
    private static final String NOT_PRELOADED = "55000";

    private final JdbcClient jdbc;

    StatementSource(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What can be read now. */
    sealed interface State {

        /** Statements can be read, perhaps not all. */
        record Available(StatementColumns columns, List<Missing> lacks) implements State {}

        record Unavailable(Missing missing) implements State {}
    }

    State state() {
        var extension = extension();
        if (extension.isEmpty()) {
            return new State.Unavailable(Missing.EXTENSION);
        }
        if (!extension.get().visible()) {
            return new State.Unavailable(Missing.HIDDEN);
        }
        var columns = StatementColumns.of(extension.get().version());
        if (columns.isEmpty()) {
            return new State.Unavailable(Missing.OUTDATED);
        }
        return isPreloaded() ? new State.Available(columns.get(), lacks()) : new State.Unavailable(Missing.PRELOAD);
    }

    private Optional<Extension> extension() {
        return jdbc.sql("""
                        SELECT /* nuzantara:telemetry */ e.extversion AS version,
                               n.nspname = ANY (current_schemas(true)) AS visible
                          FROM pg_extension AS e
                          JOIN pg_namespace AS n ON n.oid = e.extnamespace
                         WHERE e.extname = 'pg_stat_statements'
                        """).query(RecordMapper.of(Extension.class)).optional();
    }

    private boolean isPreloaded() {
        try {
            jdbc.sql("SELECT /* nuzantara:telemetry */ dealloc FROM pg_stat_statements_info")
                    .query(Long.class)
                    .optional();
            return true;
        } catch (DataAccessException e) {
            if (NOT_PRELOADED.equals(sqlState(e))) {
                return false;
            }
            throw e;
        }
    }

    private static @Nullable String sqlState(DataAccessException e) {
        return e.getMostSpecificCause() instanceof SQLException cause ? cause.getSQLState() : null;
    }

    private List<Missing> lacks() {
        var rights = jdbc.sql("""
                        SELECT /* nuzantara:telemetry */ pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') AS all_roles,
                               coalesce(current_setting('pg_stat_statements.track', true), '') = 'all' AS nested
                        """).query(RecordMapper.of(Rights.class)).single();
        var lacks = new ArrayList<Missing>();
        if (!rights.allRoles()) {
            lacks.add(Missing.PRIVILEGE);
        }
        if (!rights.nested()) {
            lacks.add(Missing.NESTED);
        }
        return List.copyOf(lacks);
    }

    private record Extension(String version, boolean visible) {}

    private record Rights(boolean allRoles, boolean nested) {}
}
