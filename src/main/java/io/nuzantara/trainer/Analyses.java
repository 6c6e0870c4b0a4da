package io.nuzantara.trainer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.nuzantara.database.RecordMapper;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Stored analyses with the figures of each feature. */
@Repository("trainerAnalyses")
public class Analyses {

    private static final RowMapper<Analysis> ANALYSIS = RecordMapper.of(Analysis.class);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Analyses(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A feature row with its place in the feature set. */
    private record Placed(int position, @JsonUnwrapped FeatureContrast row) {}

    /** The newest analyses first, at most {@code limit}. */
    public List<Analysis> recent(int limit) {
        return jdbc.sql("""
                        SELECT *
                          FROM trainer_analyses
                         ORDER BY created_at DESC, id DESC
                         LIMIT :limit
                        """).param("limit", limit).query(ANALYSIS).list();
    }

    /** The analysis of this id. */
    public Optional<Analysis> find(UUID id) {
        return jdbc.sql("SELECT * FROM trainer_analyses WHERE id = :id")
                .param("id", id)
                .query(ANALYSIS)
                .optional();
    }

    /** The figures of an analysis, in the order of its feature set; empty when nothing was compared. */
    public List<FeatureContrast> features(UUID analysis) {
        return jdbc.sql("""
                        SELECT *
                          FROM trainer_features
                         WHERE analysis_id = :analysis
                         ORDER BY position
                        """)
                .param("analysis", analysis)
                .query(RecordMapper.of(FeatureContrast.class))
                .list();
    }

    /** The report of an analysis in Markdown; empty while its execution is still at work. */
    public Optional<String> report(UUID analysis) {
        return jdbc.sql("SELECT report FROM trainer_analyses WHERE id = :id AND report IS NOT NULL")
                .param("id", analysis)
                .query(String.class)
                .optional();
    }

    void save(Analysis analysis, byte[] salt, List<FeatureContrast> features) {
        jdbc.sql("""
                        INSERT INTO trainer_analyses (
                            id, execution_id, created_at, status, feature_set, days_back, window_days, window_from, window_to,
                            n_total, n_rated, n_high, n_low, n_middle, n_dropped, staff_led, unanswered, discovery_high,
                            discovery_low, coverage, high_from, low_below, detectable_delta, salt, windows_tried, warnings)
                        VALUES (
                            :id, :execution, :created, :status, :featureSet, :daysBack, :windowDays, :from, :to,
                            :total, :rated, :high, :low, :middle, :dropped, :staffLed, :unanswered, :discoveryHigh,
                            :discoveryLow, :coverage, :highFrom, :lowBelow, :detectable, :salt, :tried, :warnings)
                        """)
                .param("id", analysis.id())
                .param("execution", analysis.executionId())
                .param("created", OffsetDateTime.ofInstant(analysis.createdAt(), ZoneOffset.UTC))
                .param("status", analysis.status())
                .param("featureSet", analysis.featureSet())
                .param("daysBack", analysis.daysBack())
                .param("windowDays", analysis.windowDays())
                .param("from", OffsetDateTime.ofInstant(analysis.windowFrom(), ZoneOffset.UTC))
                .param("to", OffsetDateTime.ofInstant(analysis.windowTo(), ZoneOffset.UTC))
                .param("total", analysis.nTotal())
                .param("rated", analysis.nRated())
                .param("high", analysis.nHigh())
                .param("low", analysis.nLow())
                .param("middle", analysis.nMiddle())
                .param("dropped", analysis.nDropped())
                .param("staffLed", analysis.staffLed())
                .param("unanswered", analysis.unanswered())
                .param("discoveryHigh", analysis.discoveryHigh())
                .param("discoveryLow", analysis.discoveryLow())
                .param("coverage", analysis.coverage())
                .param("highFrom", analysis.highFrom())
                .param("lowBelow", analysis.lowBelow())
                .param("detectable", analysis.detectableDelta())
                .param("salt", salt)
                .param("tried", analysis.windowsTried().toArray(String[]::new))
                .param("warnings", analysis.warnings().toArray(String[]::new))
                .update();
        saveFeatures(analysis.id(), features);
    }

    private void saveFeatures(UUID analysis, List<FeatureContrast> features) {
        var placed = IntStream.range(0, features.size())
                .mapToObj(i -> new Placed(i, features.get(i)))
                .toList();
        jdbc.sql("""
                        INSERT INTO trainer_features (
                            analysis_id, position, feature, side, n_high, n_low, mean_high, mean_low, delta, ci_low, ci_high,
                            p, q, rho, rho_p, z, strat_p, strat_q, sign_half_a, sign_half_b, comparable_share, decided)
                        SELECT :analysis, f.*
                          FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS f (
                            position smallint, feature text, side text, n_high integer, n_low integer,
                            mean_high double precision, mean_low double precision, delta double precision,
                            ci_low double precision, ci_high double precision, p double precision, q double precision,
                            rho double precision, rho_p double precision, z double precision, strat_p double precision,
                            strat_q double precision, sign_half_a smallint, sign_half_b smallint,
                            comparable_share double precision, decided boolean)
                        """)
                .param("analysis", analysis)
                .param("rows", json.writeValueAsString(placed))
                .update();
    }

    /** What finally became of the analysis, and what a person should know about it. */
    void conclude(UUID analysis, String status, List<String> notes) {
        jdbc.sql(
                        "UPDATE trainer_analyses SET status = :status, warnings = warnings || CAST(:notes AS text[]) WHERE id = :id")
                .param("id", analysis)
                .param("status", status)
                .param("notes", notes.toArray(String[]::new))
                .update();
    }

    void report(UUID analysis, String report) {
        jdbc.sql("UPDATE trainer_analyses SET report = :report WHERE id = :id")
                .param("id", analysis)
                .param("report", report)
                .update();
    }
}
