package io.nuzantara.execution.crash;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What executions leave behind. The table has no unique key, so that a thing done twice is seen twice. */
final class Results {

    /** Made by the parent, as the owner of the schema. */
    static final String TABLE = """
            CREATE TABLE IF NOT EXISTS nuzantara.probe_results (
              execution_id uuid NOT NULL,
              result_key   text NOT NULL,
              at           timestamptz NOT NULL DEFAULT clock_timestamp())
            """;

    private final JdbcClient jdbc;

    Results(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean keep(UUID execution, String key) {
        return jdbc.sql("INSERT INTO probe_results (execution_id, result_key) VALUES (:execution, :key)")
                        .param("execution", execution)
                        .param("key", key)
                        .update()
                == 1;
    }
}
