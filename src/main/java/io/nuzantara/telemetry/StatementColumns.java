package io.nuzantara.telemetry;

import java.util.Arrays;
import java.util.Optional;

/**
 * The columns of {@code pg_stat_statements} by version of the extension (PostgreSQL manual, F.32, and the extension's upgrade
 * scripts). The extension's version counts, not the server's: after an upgrade of the server it stays old until somebody
 * updates it. PostgreSQL 14 brings 1.9 ({@code toplevel}), 15 and 16 bring 1.10, 17 brings 1.11 ({@code stats_since}), 18
 * brings 1.12.
 */
enum StatementColumns {
    WITH_TOPLEVEL(1, 9, """
            INSERT /* nuzantara:telemetry */ INTO statement_samples
            SELECT :snapshot, userid::bigint, dbid::bigint, queryid, toplevel, calls, rows,
                   total_exec_time, total_plan_time, mean_exec_time, stddev_exec_time,
                   shared_blks_hit, shared_blks_read, shared_blks_dirtied, local_blks_read, temp_blks_written,
                   wal_bytes::bigint, NULL
              FROM pg_stat_statements(false)
             WHERE queryid IS NOT NULL
               AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
            """),
    WITH_STATS_SINCE(1, 11, """
            INSERT /* nuzantara:telemetry */ INTO statement_samples
            SELECT :snapshot, userid::bigint, dbid::bigint, queryid, toplevel, calls, rows,
                   total_exec_time, total_plan_time, mean_exec_time, stddev_exec_time,
                   shared_blks_hit, shared_blks_read, shared_blks_dirtied, local_blks_read, temp_blks_written,
                   wal_bytes::bigint, stats_since
              FROM pg_stat_statements(false)
             WHERE queryid IS NOT NULL
               AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
            """);

    private final int major;
    private final int minor;
    private final String copy;

    StatementColumns(int major, int minor, String copy) {
        this.major = major;
        this.minor = minor;
        this.copy = copy;
    }

    /** The mapping for a version such as {@code 1.10}; empty when it is older than all of them or no version. */
    static Optional<StatementColumns> of(String version) {
        if (!version.matches("[0-9]{1,4}\\.[0-9]{1,4}")) {
            return Optional.empty();
        }
        var dot = version.indexOf('.');
        var installed = rank(Integer.parseInt(version.substring(0, dot)), Integer.parseInt(version.substring(dot + 1)));
        return Arrays.stream(values())
                .filter(columns -> rank(columns.major, columns.minor) <= installed)
                .reduce((older, newer) -> newer);
    }

    private static int rank(int major, int minor) {
        return major * 10_000 + minor;
    }

    /** Copies all statements of the current database into the samples of snapshot {@code :snapshot}. */
    String copy() {
        return copy;
    }
}
