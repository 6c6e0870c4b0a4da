package io.nuzantara.telemetry;

import io.nuzantara.database.RecordMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The load of machine, process and database: now, and as a mean over time. Shares are 0 to 1. */
@Component
public class SystemLoad {

    private static final int LEAST_SAMPLES = 2;

    private final JdbcClient jdbc;
    private final SystemProbe probe;
    private final Nodes nodes;
    private final Clock clock;

    SystemLoad(JdbcClient jdbc, SystemProbe probe, Nodes nodes, Clock clock) {
        this.jdbc = jdbc;
        this.probe = probe;
        this.nodes = nodes;
        this.clock = clock;
    }

    /** What this process sees now. */
    public Reading now() {
        var sample = probe.read();
        var pool = sample.pool();
        return new Reading(
                metric(sample.systemCpu(), "the CPU load cannot be read"),
                metric(sample.loadPerCore(), "the load average cannot be read"),
                share(sample.memoryUsed(), sample.memoryTotal(), "the memory of the machine cannot be read"),
                share(sample.heapAfterGc(), sample.heapMax(), "the heap has no limit"),
                pool == null ? Metric.unknown("the pool cannot be read") : share(pool.active(), pool.max()),
                connections(),
                metric(sample.diskFree(), "the free space of the disk cannot be read"));
    }

    /** The means of all nodes over the time that ends now. */
    public Means mean(Duration length) {
        var row = jdbc.sql("""
                        SELECT /* nuzantara:telemetry */ count(*) AS samples, avg(system_cpu) AS cpu,
                               avg(heap_after_gc_bytes::float8 / nullif(heap_max_bytes, 0)) AS heap
                          FROM system_samples
                         WHERE taken_at > :from
                        """)
                .param("from", OffsetDateTime.ofInstant(clock.instant().minus(length), ZoneOffset.UTC))
                .query(RecordMapper.of(Row.class))
                .single();
        if (row.samples() < LEAST_SAMPLES) {
            var few = Metric.unknown("fewer than " + LEAST_SAMPLES + " samples");
            return new Means(few, few);
        }
        return new Means(metric(row.cpu(), "the CPU load cannot be read"), metric(row.heap(), "the heap has no limit"));
    }

    /** Lookups in our own caches over the time that ends now; both 0 when nothing was looked up. */
    public CacheUse caches(Duration length) {
        return jdbc.sql("""
                        SELECT /* nuzantara:telemetry */ coalesce(sum(hits), 0)::bigint AS hits, coalesce(sum(misses), 0)::bigint AS misses
                          FROM (SELECT max(cache_hits) - min(cache_hits) AS hits, max(cache_misses) - min(cache_misses) AS misses
                                  FROM system_samples
                                 WHERE taken_at > :from
                                 GROUP BY node) AS nodes
                        """)
                .param("from", OffsetDateTime.ofInstant(clock.instant().minus(length), ZoneOffset.UTC))
                .query(RecordMapper.of(CacheUse.class))
                .single();
    }

    /** In pg_stat_activity the sessions of others show their kind only to roles with pg_read_all_stats. */
    private Metric connections() {
        try {
            return jdbc.sql("""
                            SELECT /* nuzantara:telemetry */ sum(numbackends)::float8
                                   / (current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int)
                              FROM pg_stat_database
                            """)
                    .query(Double.class)
                    .optional()
                    .map(Metric::known)
                    .orElseGet(() -> Metric.unknown("the connections cannot be counted"));
        } catch (DataAccessException e) {
            return Metric.unknown("the database does not answer");
        }
    }

    void sample() {
        var sample = probe.read();
        var pool = sample.pool();
        jdbc.sql("""
                        INSERT /* nuzantara:telemetry */ INTO system_samples
                               (node, taken_at, system_cpu, process_cpu, load_per_core, memory_used_bytes, memory_total_bytes,
                                heap_after_gc_bytes, heap_max_bytes, gc_pause_ms, pool_active, pool_pending, pool_max,
                                disk_free_bytes)
                        VALUES (:node, :now, :systemCpu, :processCpu, :load, :memoryUsed, :memoryTotal,
                                :heapAfterGc, :heapMax, :gcMillis, :active, :pending, :max,
                                :diskFree)
                        """)
                .param("node", nodes.self())
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("systemCpu", sample.systemCpu())
                .param("processCpu", sample.processCpu())
                .param("load", sample.loadPerCore())
                .param("memoryUsed", sample.memoryUsed())
                .param("memoryTotal", sample.memoryTotal())
                .param("heapAfterGc", sample.heapAfterGc())
                .param("heapMax", sample.heapMax())
                .param("gcMillis", sample.gcMillis())
                .param("active", pool == null ? null : pool.active())
                .param("pending", pool == null ? null : pool.pending())
                .param("max", pool == null ? null : pool.max())
                .param("diskFree", sample.diskFree())
                .update();
    }

    private static Metric metric(@Nullable Number value, String otherwise) {
        return value == null ? Metric.unknown(otherwise) : Metric.known(value.doubleValue());
    }

    private static Metric share(@Nullable Number part, @Nullable Number whole, String otherwise) {
        return part == null || whole == null ? Metric.unknown(otherwise) : share(part, whole);
    }

    private static Metric share(Number part, Number whole) {
        return Metric.known(part.doubleValue() / whole.doubleValue());
    }

    /**
     * Load at one moment.
     *
     * @param loadPerCore runnable processes per core, may pass 1
     * @param heap heap after the last collection, of its limit
     * @param pool connections of our pool in use
     * @param connections connections of the database server in use, of what it allows
     * @param diskFree bytes
     */
    public record Reading(
            Metric cpu,
            Metric loadPerCore,
            Metric memory,
            Metric heap,
            Metric pool,
            Metric connections,
            Metric diskFree) {}

    /** Means of CPU and of the heap after collections. */
    public record Means(Metric cpu, Metric heap) {}

    /** Lookups in caches that found something, and that did not. */
    public record CacheUse(long hits, long misses) {}

    private record Row(
            long samples, @Nullable Double cpu, @Nullable Double heap) {}
}
