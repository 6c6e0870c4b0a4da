package io.nuzantara.execution;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.nuzantara.database.RecordMapper;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Where the engine stands, for Micrometer: asked by one query every 15 seconds and equal on all nodes, so take the greatest and
 * not the sum. While the database is away the last figures stay.
 */
@Component
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class EngineGauges {

    private static final Logger log = LoggerFactory.getLogger(EngineGauges.class);

    private final JdbcClient jdbc;
    private volatile Figures last = new Figures(0, 0, 0, 0, 0, 0, 0);

    EngineGauges(JdbcClient jdbc, MeterRegistry registry) {
        this.jdbc = jdbc;
        gauge(registry, "nuzantara.items.ready", Figures::itemsReady);
        gauge(registry, "nuzantara.lanes", "working", Figures::lanesWorking);
        gauge(registry, "nuzantara.lanes", "idle", Figures::lanesIdle);
        gauge(registry, "nuzantara.slots", "taken", Figures::slotsTaken);
        gauge(registry, "nuzantara.slots", "free", Figures::slotsFree);
        gauge(registry, "nuzantara.approvals.pending", Figures::approvalsPending);
        Gauge.builder("nuzantara.approvals.oldest.age", this, gauges -> gauges.last.oldestApproval())
                .baseUnit("seconds")
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, ToDoubleFunction<Figures> figure) {
        Gauge.builder(name, this, gauges -> figure.applyAsDouble(gauges.last)).register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String state, ToDoubleFunction<Figures> figure) {
        Gauge.builder(name, this, gauges -> figure.applyAsDouble(gauges.last))
                .tag("state", state)
                .register(registry);
    }

    @Scheduled(fixedRateString = "PT15S")
    void sample() {
        try {
            last = figures();
        } catch (DataAccessException e) {
            log.debug("The engine's figures cannot be read now", e);
        }
    }

    /** Sums instead of counted items: there may be a million of them. */
    private Figures figures() {
        return jdbc.sql("""
                        SELECT greatest(0, waiting.total - waiting.ended
                                           - (SELECT count(*) FROM execution_items WHERE status = 'running')) AS items_ready,
                               lanes.working AS lanes_working, lanes.idle AS lanes_idle, slots.taken AS slots_taken, slots.free AS slots_free,
                               approvals.pending AS approvals_pending, approvals.oldest AS oldest_approval
                          FROM (SELECT coalesce(sum(e.items_total), 0) AS total, coalesce(sum(p.ended), 0) AS ended
                                  FROM agent_executions e
                                  LEFT JOIN LATERAL (SELECT sum(done + failed) AS ended FROM execution_progress WHERE execution_id = e.id) p ON true
                                 WHERE e.fanned_out) AS waiting,
                               (SELECT count(*) FILTER (WHERE picked) AS working, count(*) FILTER (WHERE NOT picked) AS idle
                                  FROM scheduled_tasks WHERE task_name = 'lane') AS lanes,
                               (SELECT count(execution_id) AS taken, count(*) - count(execution_id) AS free FROM agent_slots) AS slots,
                               (SELECT count(*) AS pending, CAST(coalesce(extract(epoch FROM clock_timestamp() - min(asked.at)), 0) AS double precision) AS oldest
                                  FROM approvals a
                                  LEFT JOIN LATERAL (SELECT max(at) AS at FROM execution_events
                                                      WHERE execution_id = a.execution_id AND kind = 'waiting_approval') asked ON true
                                 WHERE a.status = 'pending') AS approvals
                        """).query(RecordMapper.of(Figures.class)).single();
    }

    /** One answer of the query; times in seconds. */
    private record Figures(
            long itemsReady,
            long lanesWorking,
            long lanesIdle,
            long slotsTaken,
            long slotsFree,
            long approvalsPending,
            double oldestApproval) {}
}
