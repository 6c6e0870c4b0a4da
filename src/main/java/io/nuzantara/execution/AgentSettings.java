package io.nuzantara.execution;

import io.nuzantara.database.RecordMapper;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people may change about an agent while the service runs; filled from the descriptors at the first start. */
@Repository
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class AgentSettings {

    /** Settings of one agent. */
    record Setting(String agent, boolean enabled, String cron, String zone) {}

    private final JdbcClient jdbc;
    private final Agents agents;
    private final String zone;
    private final Clock clock;

    AgentSettings(JdbcClient jdbc, Agents agents, @Value("${nuzantara.zone}") String zone, Clock clock) {
        this.jdbc = jdbc;
        this.agents = agents;
        this.zone = zone;
        this.clock = clock;
    }

    @EventListener(ApplicationStartedEvent.class)
    void addMissing() {
        agents.all().forEach(this::addIfMissing);
    }

    private void addIfMissing(AgentDescriptor agent) {
        jdbc.sql("""
                        INSERT INTO agent_settings (agent, cron, zone, cooldown, updated_at, updated_by)
                        VALUES (:agent, :cron, :zone, make_interval(secs => :cooldown), :now, 'descriptor')
                        ON CONFLICT (agent) DO NOTHING
                        """)
                .param("agent", agent.id())
                .param("cron", agent.cron())
                .param("zone", zone)
                .param("cooldown", agent.cooldown().toSeconds())
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    /** Settings by agent id. */
    Map<String, Setting> all() {
        return jdbc
                .sql("SELECT agent, enabled, cron, zone FROM agent_settings")
                .query(RecordMapper.of(Setting.class))
                .list()
                .stream()
                .collect(Collectors.toMap(Setting::agent, Function.identity()));
    }
}
