package io.nuzantara.telemetry;

import io.nuzantara.database.RecordMapper;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which indexes were used, by our own hourly samples: the server's counters alone say nothing about the time before a restore,
 * a reset or a failover.
 */
@Component
public class IndexHistory {

    private final JdbcClient jdbc;

    IndexHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the samples of a time say. */
    public sealed interface Use {

        /** The samples do not reach back far enough; {@code days} is how far they do. */
        record InsufficientHistory(long days) implements Use {}

        /** Indexes that no sample of the whole time shows in use, ids as in {@code pg_class}. */
        record Unused(List<Long> indexes) implements Use {
            public Unused {
                indexes = List.copyOf(indexes);
            }
        }
    }

    /** Looks at the samples of the time that ends now. */
    public Use unusedFor(Duration length) {
        var days = days();
        return days < length.toDays() ? new Use.InsufficientHistory(days) : new Use.Unused(unused(length));
    }

    private long days() {
        return jdbc.sql("""
                        SELECT /* nuzantara:telemetry */ coalesce(extract(day FROM clock_timestamp() - min(taken_at)), 0)::bigint
                          FROM stat_snapshots
                         WHERE relations
                        """).query(Long.class).single();
    }

    /** An index must be there in the oldest sample and never show a scan more than in the sample before, nor one after a reset. */
    private List<Long> unused(Duration length) {
        return jdbc.sql("""
                        WITH /* nuzantara:telemetry */ uses AS (
                          SELECT s.relid, h.taken_at, s.idx_scan,
                                 lag(s.idx_scan) OVER (PARTITION BY s.relid ORDER BY h.taken_at) AS before
                            FROM relation_samples AS s
                            JOIN stat_snapshots AS h ON h.id = s.snapshot_id
                           WHERE s.kind = 'index'
                        )
                        SELECT relid AS id
                          FROM uses
                         GROUP BY relid
                        HAVING min(taken_at) <= clock_timestamp() - make_interval(days => :days)
                           AND max(taken_at) > clock_timestamp() - interval '1 day'
                           AND bool_and(before IS NULL OR idx_scan = before OR idx_scan = 0)
                        """).param("days", (int) length.toDays()).query(RecordMapper.of(Id.class)).list().stream()
                .map(Id::id)
                .toList();
    }

    private record Id(long id) {}
}
