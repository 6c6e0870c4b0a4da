package io.nuzantara.orchestrator;

import io.nuzantara.database.RecordMapper;
import io.nuzantara.orchestrator.CycleView.RunView;
import io.nuzantara.orchestrator.CycleView.Timings;
import io.nuzantara.orchestrator.PlanView.PlannedRun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The cycles as rows: where each stands, so that another process can go on with it. */
@Repository
class Cycles {

    /** Where a cycle stands. */
    enum Phase {
        WAITING,
        OBSERVING,
        PLANNING,
        RUNNING,
        REPORTING;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a cycle ended. */
    enum End {
        COMPLETED,
        STOPPED,
        INTERRUPTED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final JsonMapper json;
    private final Clock clock;

    Cycles(JdbcClient jdbc, TransactionTemplate transactions, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        this.clock = clock;
    }

    /** Opens a cycle; false when one is at work already, here or on another node. */
    boolean open(UUID id, String trigger, String requestedBy) {
        return jdbc.sql("""
                        INSERT INTO orchestration_cycles (id, trigger, requested_by, status, phase, started_at)
                        VALUES (:id, :trigger, :requestedBy, 'running', 'waiting', :now)
                        ON CONFLICT (status) WHERE status = 'running' DO NOTHING
                        """)
                        .param("id", id)
                        .param("trigger", trigger)
                        .param("requestedBy", requestedBy)
                        .param("now", now())
                        .update()
                == 1;
    }

    /** The cycle that is at work. */
    Optional<UUID> running() {
        return jdbc.sql("SELECT id FROM orchestration_cycles WHERE status = 'running'")
                .query(UUID.class)
                .optional();
    }

    /** When the newest cycle was opened. */
    Optional<Instant> lastStart() {
        return jdbc.sql("SELECT started_at FROM orchestration_cycles ORDER BY started_at DESC LIMIT 1")
                .query((rows, _) -> rows.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /** Notes the phase and when it began; a phase entered again after a restart keeps its first time. */
    void enter(UUID id, Phase phase) {
        jdbc.sql("""
                UPDATE orchestration_cycles
                   SET phase = :phase,
                       observing_at = CASE WHEN :phase = 'observing' THEN coalesce(observing_at, :now) ELSE observing_at END,
                       observed_at = CASE WHEN :phase = 'planning' THEN coalesce(observed_at, :now) ELSE observed_at END,
                       ran_at = CASE WHEN :phase = 'reporting' THEN coalesce(ran_at, :now) ELSE ran_at END
                 WHERE id = :id AND status = 'running'
                """)
                .param("id", id)
                .param("phase", phase.code())
                .param("now", now())
                .update();
    }

    /**
     * Keeps the decision together with a row for each run it asks for.
     *
     * @throws IllegalStateException when somebody else has decided this cycle, or ended it
     */
    void decided(UUID id, PlanView plan) {
        transactions.executeWithoutResult(_ -> {
            var updated = jdbc.sql("""
                    UPDATE orchestration_cycles
                       SET plan = CAST(:plan AS jsonb), planned_at = :now, phase = 'running'
                     WHERE id = :id AND status = 'running' AND plan IS NULL
                    """)
                    .param("id", id)
                    .param("plan", json.writeValueAsString(plan))
                    .param("now", now())
                    .update();
            if (updated == 0) {
                throw new IllegalStateException("cycle " + id + " is no longer to be decided");
            }
            plan.runs().forEach(run -> add(id, plan.runs().indexOf(run), run));
        });
    }

    private void add(UUID id, int position, PlannedRun planned) {
        jdbc.sql("""
                INSERT INTO orchestration_runs (cycle_id, agent, position, run)
                VALUES (:id, :agent, :position, CAST(:run AS jsonb))
                """)
                .param("id", id)
                .param("agent", planned.agent())
                .param("position", position)
                .param("run", json.writeValueAsString(Runs.planned(planned)))
                .update();
    }

    /** Keeps what is known of a run. */
    void keep(UUID id, RunView run) {
        jdbc.sql("""
                UPDATE orchestration_runs
                   SET run = CAST(:run AS jsonb), final = :final
                 WHERE cycle_id = :id AND agent = :agent
                """)
                .param("id", id)
                .param("agent", run.agent())
                .param("run", json.writeValueAsString(run))
                .param("final", Runs.isFinal(run))
                .update();
    }

    /** Ends the cycle; nothing changes when it has ended already. */
    void end(UUID id, End end) {
        jdbc.sql("""
                UPDATE orchestration_cycles
                   SET status = :status, phase = 'ended', finished_at = :now
                 WHERE id = :id AND status = 'running'
                """)
                .param("id", id)
                .param("status", end.code())
                .param("now", now())
                .update();
    }

    /** A cycle with its plan and what is known of its runs. */
    Optional<CycleView> find(UUID id) {
        return jdbc.sql("""
                        SELECT id, trigger, requested_by, status, phase, plan::text AS plan, started_at, observing_at, observed_at, planned_at,
                               ran_at, finished_at
                          FROM orchestration_cycles
                         WHERE id = :id
                        """)
                .param("id", id)
                .query(RecordMapper.of(Row.class))
                .optional()
                .map(row -> view(row, runs(id)));
    }

    private record Row(
            UUID id,
            String trigger,
            String requestedBy,
            String status,
            String phase,
            @Nullable String plan,
            Instant startedAt,
            @Nullable Instant observingAt,
            @Nullable Instant observedAt,
            @Nullable Instant plannedAt,
            @Nullable Instant ranAt,
            @Nullable Instant finishedAt) {

        Timings timings() {
            return new Timings(
                    between(observingAt, observedAt),
                    between(observedAt, plannedAt),
                    between(plannedAt, ranAt),
                    between(ranAt, finishedAt));
        }

        private static @Nullable Duration between(@Nullable Instant start, @Nullable Instant end) {
            return start == null || end == null ? null : Duration.between(start, end);
        }
    }

    private List<RunView> runs(UUID id) {
        return jdbc.sql("SELECT run::text FROM orchestration_runs WHERE cycle_id = :id ORDER BY position")
                .param("id", id)
                .query((rows, _) -> json.readValue(rows.getString(1), RunView.class))
                .list();
    }

    private CycleView view(Row row, List<RunView> runs) {
        var plan = row.plan() == null ? null : json.readValue(row.plan(), PlanView.class);
        var totals = Runs.totals(plan, runs);
        return new CycleView(
                row.id(),
                row.trigger(),
                row.requestedBy(),
                row.status(),
                row.phase(),
                Runs.sentence(row.status(), row.phase(), totals),
                row.startedAt(),
                row.finishedAt(),
                plan,
                runs,
                row.timings(),
                totals,
                List.of());
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
