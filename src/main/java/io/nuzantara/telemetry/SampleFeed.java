package io.nuzantara.telemetry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Feeds samples, ordered by snapshot, into a window row by row: a week of snapshots need not fit into memory. Snapshots
 * without any sample are begun too; those behind the last sample stay in the list.
 */
final class SampleFeed implements RowCallbackHandler {

    private final DeltaWindow window;
    private final List<DeltaWindow.Head> waiting;
    private long current = -1;

    /** @param waiting the snapshots in order; begun ones are removed */
    SampleFeed(DeltaWindow window, List<DeltaWindow.Head> waiting) {
        this.window = window;
        this.waiting = waiting;
    }

    @Override
    public void processRow(ResultSet row) throws SQLException {
        var snapshot = row.getLong("snapshot_id");
        while (current != snapshot) {
            var next = waiting.removeFirst();
            window.begin(next);
            current = next.id();
        }
        window.add(sample(row));
    }

    private static StatementSample sample(ResultSet row) throws SQLException {
        var since = row.getObject("stats_since", OffsetDateTime.class);
        return new StatementSample(
                new StatementSample.Key(
                        row.getLong("userid"), row.getLong("dbid"), row.getLong("queryid"), row.getBoolean("toplevel")),
                new Counters(
                        row.getLong("calls"),
                        row.getLong("rows"),
                        row.getDouble("total_exec_ms"),
                        row.getDouble("total_plan_ms"),
                        row.getLong("shared_blks_hit"),
                        row.getLong("shared_blks_read"),
                        row.getLong("shared_blks_dirtied"),
                        row.getLong("local_blks_read"),
                        row.getLong("temp_blks_written"),
                        row.getLong("wal_bytes")),
                since == null ? null : since.toInstant());
    }
}
