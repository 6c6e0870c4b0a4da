package io.nuzantara.execution;

import io.nuzantara.api.AgentsStatus;
import io.nuzantara.api.AgentsStatus.AgentStatus;
import io.nuzantara.api.AgentsStatus.Parameter;
import io.nuzantara.api.AgentsStatus.Stopped;
import io.nuzantara.api.ExecutionView;
import io.nuzantara.build.Build;
import io.nuzantara.security.KillSwitch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All agents at a glance: schedule, last executions, what waits. */
@Component
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
public class AgentsStatusQuery {

    private static final int TIER = 1;

    private final JdbcClient jdbc;
    private final Agents agents;
    private final AgentSettings settings;
    private final Backlogs backlogs;
    private final Executions executions;
    private final KillSwitch killSwitch;
    private final String version;
    private final Clock clock;

    AgentsStatusQuery(
            JdbcClient jdbc,
            Agents agents,
            AgentSettings settings,
            Backlogs backlogs,
            Executions executions,
            KillSwitch killSwitch,
            Build build,
            Clock clock) {
        this.jdbc = jdbc;
        this.agents = agents;
        this.settings = settings;
        this.backlogs = backlogs;
        this.executions = executions;
        this.killSwitch = killSwitch;
        this.version = build.version();
        this.clock = clock;
    }

    /** The status as the API answers it. */
    public AgentsStatus status() {
        var now = clock.instant();
        var histories = histories();
        var active = executions.active();
        var switches = settings.all();
        var shown = agents.all().stream()
                .map(agent -> agent(agent, switches.get(agent.id()), histories.get(agent.id()), active.get(agent.id())))
                .toList();
        return new AgentsStatus(
                true,
                TIER,
                shown.size(),
                shown,
                executions.acceptedSince(now.minus(Duration.ofDays(1))),
                now,
                version,
                stopped());
    }

    private @Nullable Stopped stopped() {
        return killSwitch
                .ordered()
                .map(stop -> new Stopped(stop.since(), stop.by(), stop.reason()))
                .orElse(null);
    }

    private record History(
            String agent,
            @Nullable Instant lastStartedAt,
            @Nullable Instant lastCompletedAt,
            @Nullable String lastStatus,
            int consecutiveFailures,
            @Nullable Double meanSeconds,
            @Nullable Double meanCost,
            @Nullable Instant nextRunAt) {

        /** Read by hand: asking the driver for an {@code Instant} costs an exception for each value. */
        static History of(ResultSet row) throws SQLException {
            var mean = row.getObject("mean_seconds", Double.class);
            return new History(
                    row.getString("agent"),
                    instant(row, "last_started_at"),
                    instant(row, "last_completed_at"),
                    row.getString("last_status"),
                    row.getInt("consecutive_failures"),
                    mean,
                    row.getObject("mean_cost", Double.class),
                    instant(row, "next_run_at"));
        }

        private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
            var at = row.getObject(column, OffsetDateTime.class);
            return at == null ? null : at.toInstant();
        }
    }

    /** One row an agent; every part is a short range of the index on (agent, created_at). */
    private Map<String, History> histories() {
        return jdbc.sql("""
                        SELECT s.agent, newest.created_at AS last_started_at, completed.finished_at AS last_completed_at, final.status AS last_status,
                               coalesce(failures.n, 0) AS consecutive_failures, durations.mean AS mean_seconds,
                               durations.cost AS mean_cost,
                               CASE WHEN s.enabled THEN planned.execution_time END AS next_run_at
                          FROM agent_settings s
                          LEFT JOIN scheduled_tasks planned ON planned.task_name = 'cron' AND planned.task_instance = s.agent
                          LEFT JOIN LATERAL (SELECT created_at FROM agent_executions e WHERE e.agent = s.agent ORDER BY created_at DESC, id DESC LIMIT 1) newest ON true
                          LEFT JOIN LATERAL (SELECT finished_at, created_at FROM agent_executions e WHERE e.agent = s.agent AND status = 'completed'
                                              ORDER BY created_at DESC, id DESC LIMIT 1) completed ON true
                          LEFT JOIN LATERAL (SELECT status FROM agent_executions e WHERE e.agent = s.agent AND finished_at IS NOT NULL
                                              ORDER BY created_at DESC, id DESC LIMIT 1) final ON true
                          LEFT JOIN LATERAL (SELECT count(*) AS n FROM agent_executions e WHERE e.agent = s.agent AND status = 'failed'
                                                AND created_at > coalesce(completed.created_at, '-infinity')) failures ON true
                          LEFT JOIN LATERAL (SELECT avg(extract(epoch FROM finished_at - created_at))::double precision AS mean,
                                                    avg((SELECT coalesce(sum(cost), 0) FROM execution_progress WHERE execution_id = ten.id))::double precision AS cost
                                               FROM (SELECT id, finished_at, created_at FROM agent_executions e WHERE e.agent = s.agent AND status = 'completed'
                                                      ORDER BY created_at DESC, id DESC LIMIT 10) ten) durations ON true
                        """).query((row, number) -> History.of(row)).list().stream()
                .collect(Collectors.toMap(History::agent, Function.identity()));
    }

    private AgentStatus agent(
            AgentDescriptor agent,
            AgentSettings.@Nullable Setting setting,
            @Nullable History history,
            @Nullable ExecutionView active) {
        var cron = setting == null ? agent.cron() : setting.cron();
        var zone = setting == null ? "UTC" : setting.zone();
        return new AgentStatus(
                agent.id(),
                agent.name(),
                agent.description(),
                CronWords.of(cron) + " (" + zone + ")",
                agent.priority(),
                agent.estimate().toMinutes(),
                cron,
                zone,
                setting == null || setting.enabled(),
                agent.heavy(),
                agent.cooldown().toMinutes(),
                agent.dependencies(),
                agent.parameters().stream().map(AgentsStatusQuery::parameter).toList(),
                agents.find(agent.id()).map(backlogs::of).orElse(Map.of()),
                history == null ? 0 : history.consecutiveFailures(),
                history == null ? null : history.meanSeconds(),
                history == null ? null : history.lastStartedAt(),
                history == null ? null : history.lastCompletedAt(),
                history == null ? null : history.lastStatus(),
                history == null ? null : history.nextRunAt(),
                active,
                history == null ? null : history.meanCost());
    }

    private static Parameter parameter(ParameterSpec spec) {
        return switch (spec) {
            case ParameterSpec.WholeNumber(var name, var description, var otherwise, var min, var max) ->
                new Parameter(name, "integer", description, otherwise, min, max);
            case ParameterSpec.Flag(var name, var description, var otherwise) ->
                new Parameter(name, "boolean", description, otherwise, null, null);
            case ParameterSpec.Text(var name, var description) ->
                new Parameter(name, "string", description, null, null, null);
        };
    }
}
