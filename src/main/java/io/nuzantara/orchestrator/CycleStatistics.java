package io.nuzantara.orchestrator;

import io.nuzantara.execution.AgentStatistics;
import io.nuzantara.orchestrator.CycleView.RunView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What came of executions and decisions: by agent over four times, and whether asking a model was worth it. */
@Component
public class CycleStatistics {

    private static final List<Duration> WINDOWS =
            List.of(Duration.ofHours(1), Duration.ofHours(24), Duration.ofDays(7), Duration.ofDays(30));
    private static final TypeReference<List<String>> IDS = new TypeReference<>() {};
    private static final TypeReference<List<RunView>> RUNS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final AgentStatistics executions;
    private final JsonMapper json;
    private final Clock clock;

    CycleStatistics(JdbcClient jdbc, AgentStatistics executions, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.executions = executions;
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        this.clock = clock;
    }

    /** All statistics as they are now. */
    public StatisticsView now() {
        var now = clock.instant();
        return new StatisticsView(
                now,
                WINDOWS.stream().map(window -> window(window, now)).toList(),
                Decisions.of(decisions(now.minus(WINDOWS.getLast()))));
    }

    private StatisticsView.Window window(Duration length, Instant now) {
        var from = now.minus(length);
        var delays = executions.delaysSince(from);
        return new StatisticsView.Window(
                length,
                executions.since(from, FoundWork.KEYS).stream()
                        .map(row -> agent(row, delays))
                        .toList());
    }

    private static StatisticsView.Agent agent(AgentStatistics.Row row, Map<String, List<Duration>> delays) {
        var ended = row.completed() + row.degraded() + row.failed();
        var late = delays.getOrDefault(row.agent(), List.of()).stream()
                .mapToDouble(delay -> delay.toMillis() / 1000.0)
                .toArray();
        return new StatisticsView.Agent(
                row.agent(),
                row.started(),
                row.completed(),
                row.degraded(),
                row.failed(),
                row.cancelled(),
                Share.of(row.completed(), ended),
                Share.of(row.foundWork(), row.judged()),
                row.p50Seconds(),
                row.p95Seconds(),
                row.cost(),
                quantile(late, 0.5),
                quantile(late, 0.95));
    }

    /** The value below which this share of the values lies (nearest rank). */
    private static @Nullable Double quantile(double[] values, double share) {
        Arrays.sort(values);
        return values.length == 0 ? null : values[Math.max(0, (int) Math.ceil(share * values.length) - 1)];
    }

    /**
     * What one cycle decided, and what came of it.
     *
     * @param asked whether a model was asked
     * @param refusal why rules decided after all; null when they did not have to
     */
    record Decided(
            String decidedBy,
            boolean asked,
            @Nullable String refusal,
            List<String> planned,
            List<String> rulePlan,
            List<RunView> runs) {}

    private List<Decided> decisions(Instant from) {
        return jdbc.sql("""
                        SELECT report_data->'plan'->>'decided_by' AS decided_by,
                               coalesce(report_data->'plan'->'asked', 'null') <> 'null' AS asked,
                               report_data->'plan'->'asked'->>'refusal' AS refusal,
                               jsonb_path_query_array(report_data, '$.plan.runs[*].agent')::text AS planned,
                               coalesce(report_data->'plan'->'rule_plan', '[]')::text AS rule_plan,
                               (report_data->'runs')::text AS runs
                          FROM agent_orchestration_reports
                         WHERE created_at > :from AND report_data->'plan'->>'decided_by' IS NOT NULL
                        """)
                .param("from", OffsetDateTime.ofInstant(from, ZoneOffset.UTC))
                .query((row, _) -> new Decided(
                        row.getString("decided_by"),
                        row.getBoolean("asked"),
                        row.getString("refusal"),
                        json.readValue(row.getString("planned"), IDS),
                        json.readValue(row.getString("rule_plan"), IDS),
                        json.readValue(row.getString("runs"), RUNS)))
                .list();
    }
}
