package io.nuzantara.orchestrator;

import io.nuzantara.orchestrator.CycleView.Closed;
import io.nuzantara.orchestrator.CycleView.RunView;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The reports of the cycles, kept in {@code agent_orchestration_reports}. */
@Repository
public class CycleReports implements AgentsReading.Past {

    private final JdbcClient jdbc;
    private final Cycles cycles;
    private final JsonMapper json;

    CycleReports(JdbcClient jdbc, Cycles cycles, JsonMapper json) {
        this.jdbc = jdbc;
        this.cycles = cycles;
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
    }

    /** The cycle that ended last. */
    public Optional<CycleView> latest() {
        return recent(1).stream().findFirst();
    }

    /** The cycle at work now. */
    public Optional<CycleView> running() {
        return cycles.running().flatMap(cycles::find).filter(cycle -> !cycle.isFinal());
    }

    /** The cycle of this id, at work or ended; empty when there is none. */
    public Optional<CycleView> find(UUID cycle) {
        return report(cycle).or(() -> cycles.find(cycle));
    }

    private Optional<CycleView> report(UUID cycle) {
        return jdbc.sql("SELECT report_data FROM agent_orchestration_reports WHERE id = :id")
                .param("id", cycle)
                .query((rows, _) -> read(rows.getString(1)))
                .optional();
    }

    /** Cycles that have ended, newest first. */
    @Override
    public List<CycleView> recent(int limit) {
        return jdbc.sql("""
                SELECT report_data
                  FROM agent_orchestration_reports
                 ORDER BY created_at DESC, id DESC
                 LIMIT :limit
                """)
                .param("limit", limit)
                .query((rows, _) -> read(rows.getString(1)))
                .list();
    }

    /** The last plans for which a model was asked, newest first. */
    List<PlanView> lastAsked(int limit) {
        return jdbc.sql("""
                SELECT report_data
                  FROM agent_orchestration_reports
                 WHERE jsonb_typeof(report_data->'plan'->'asked') = 'object'
                 ORDER BY created_at DESC, id DESC
                 LIMIT :limit
                """).param("limit", limit).query((rows, _) -> read(rows.getString(1))).list().stream()
                .flatMap(cycle -> Optional.ofNullable(cycle.plan()).stream())
                .toList();
    }

    /** Cycles without their plans and runs: the one at work first, then newest first. */
    public List<CycleLine> list(int limit) {
        return Stream.concat(running().map(CycleLine::of).stream(), lines(limit).stream())
                .limit(limit)
                .toList();
    }

    private List<CycleLine> lines(int limit) {
        return jdbc.sql("""
                SELECT (report_data - CAST('{plan,runs,closed,timings}' AS text[]))
                       || jsonb_build_object('decided_by', report_data->'plan'->'decided_by',
                                             'ran', jsonb_path_query_array(report_data, '$.plan.runs[*].name')) AS line
                  FROM agent_orchestration_reports
                 ORDER BY created_at DESC, id DESC
                 LIMIT :limit
                """)
                .param("limit", limit)
                .query((rows, _) -> json.readValue(rows.getString(1), CycleLine.class))
                .list();
    }

    @Override
    public Optional<Double> firstNumber(String id, Instant after) {
        return jdbc.sql("""
                        SELECT (reading->>'value')::float8
                          FROM agent_orchestration_reports,
                               jsonb_array_elements(report_data->'plan'->'snapshot'->'readings') AS reading
                         WHERE created_at >= :after AND reading->>'id' = :id AND reading->>'value' IS NOT NULL
                         ORDER BY created_at, agent_orchestration_reports.id
                         LIMIT 1
                        """)
                .param("id", id)
                .param("after", OffsetDateTime.ofInstant(after, ZoneOffset.UTC))
                .query(Double.class)
                .optional();
    }

    /** Runs of reports since then whose executions went on after the cycle, and which no later report has closed. */
    List<Closed> stillOpen(Instant since) {
        return jdbc.sql("""
                        SELECT report.id, run::text
                          FROM agent_orchestration_reports report, jsonb_array_elements(report.report_data->'runs') AS run
                         WHERE report.created_at >= :since
                           AND run->>'execution_id' IS NOT NULL AND run->>'status' NOT IN ('completed', 'failed', 'cancelled')
                           AND NOT EXISTS (
                                 SELECT FROM agent_orchestration_reports later, jsonb_array_elements(later.report_data->'closed') AS closed
                                  WHERE later.created_at >= report.created_at
                                    AND closed->'run'->>'execution_id' = run->>'execution_id')
                         ORDER BY report.created_at, report.id
                        """)
                .param("since", OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
                .query((rows, _) ->
                        new Closed(rows.getObject(1, UUID.class), json.readValue(rows.getString(2), RunView.class)))
                .list();
    }

    /** Keeps the report of a cycle; false when there is one already, which stays. */
    boolean save(CycleView report) {
        return jdbc.sql("""
                INSERT INTO agent_orchestration_reports (id, report_data, created_at)
                VALUES (:id, CAST(:report AS jsonb), :createdAt)
                ON CONFLICT (id) DO NOTHING
                """)
                        .param("id", report.cycleId())
                        .param("report", json.writeValueAsString(report))
                        .param("createdAt", OffsetDateTime.ofInstant(report.startedAt(), ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private CycleView read(String report) {
        return json.readValue(report, CycleView.class);
    }
}
