package io.nuzantara.execution;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Whether the last execution of each agent failed, for Micrometer: asked by one query every 15 seconds and equal on all nodes, so
 * take the greatest. While the database is away the last word stands.
 */
@Component
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class AgentGauges {

    private static final Logger log = LoggerFactory.getLogger(AgentGauges.class);

    private final JdbcClient jdbc;
    private final String[] agents;
    private volatile Set<String> failed = Set.of();

    AgentGauges(JdbcClient jdbc, Agents agents, MeterRegistry registry) {
        this.jdbc = jdbc;
        this.agents = agents.all().stream().map(AgentDescriptor::id).toArray(String[]::new);
        agents.all().forEach(agent -> register(agent, registry));
    }

    private void register(AgentDescriptor agent, MeterRegistry registry) {
        Gauge.builder("nuzantara.agent.failed", this, gauges -> gauges.failed.contains(agent.id()) ? 1 : 0)
                .description("whether the last execution that completed or failed has failed")
                .tag("agent", agent.id())
                .tag("priority", Integer.toString(agent.priority()))
                .register(registry);
    }

    @Scheduled(fixedRateString = "PT15S")
    void sample() {
        try {
            failed = Set.copyOf(failed());
        } catch (DataAccessException e) {
            log.debug("The last executions cannot be read now", e);
        }
    }

    private Set<String> failed() {
        return jdbc.sql("""
                        SELECT asked.agent
                          FROM unnest(:agents) AS asked (agent)
                          JOIN LATERAL (SELECT status
                                          FROM agent_executions
                                         WHERE agent = asked.agent AND status IN ('completed', 'failed')
                                         ORDER BY created_at DESC, id DESC
                                         LIMIT 1) AS last ON last.status = 'failed'
                        """)
                .param("agents", agents)
                .query((row, _) -> row.getString("agent"))
                .set();
    }
}
