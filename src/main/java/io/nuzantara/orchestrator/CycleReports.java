package io.nuzantara.orchestrator;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The reports of the cycles, kept in {@code agent_orchestration_reports}. */
@Repository
public class CycleReports {

    private final JdbcClient jdbc;
    private final Cycles cycles;
    private final JsonMapper json;

    CycleReports(JdbcClient jdbc, Cycles cycles, JsonMapper json) {
        this.jdbc = jdbc;
        this.cycles = cycles;
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
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

    CycleView save(CycleView report) {
        jdbc.sql("""
                INSERT INTO agent_orchestration_reports (id, report_data, created_at)
                VALUES (:id, CAST(:report AS jsonb), :createdAt)
                ON CONFLICT (id) DO UPDATE SET report_data = EXCLUDED.report_data
                """)
                .param("id", report.cycleId())
                .param("report", json.writeValueAsString(report))
                .param("createdAt", OffsetDateTime.ofInstant(report.startedAt(), ZoneOffset.UTC))
                .update();
        return report;
    }

    private CycleView read(String report) {
        return json.readValue(report, CycleView.class);
    }
}
