package io.nuzantara.readiness;

import io.nuzantara.alert.Alert;
import io.nuzantara.alert.Alert.Severity;
import io.nuzantara.alert.Alerts;
import io.nuzantara.alert.TestAlerts;
import io.nuzantara.build.Build;
import io.nuzantara.clientvalue.TestScores;
import io.nuzantara.conversation.TestConversations;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.execution.TestExecutions;
import io.nuzantara.knowledge.TestGraph;
import io.nuzantara.optimizer.TestPerformance;
import io.nuzantara.orchestrator.AgentsProbe;
import io.nuzantara.orchestrator.TestCycles;
import io.nuzantara.security.SettableClock;
import io.nuzantara.telemetry.TestTelemetry;
import io.nuzantara.trainer.TestTrainer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A system whose tables tests fill and whose time they move: agents and orchestrator were deployed at {@link #START}. */
final class DeployedSystem {

    static final Instant START = Instant.parse("2026-11-25T12:00:00Z");
    static final String COMMIT = "b53dcf9ba6fbfa6ebca182bf3863ad4ae79128e1";
    static final Build RELEASE = new Build("1.2.0", COMMIT, false, "v1.2.0");
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final JdbcClient jdbc = DATABASE.jdbc();
    private final SettableClock clock = new SettableClock(START);
    private final Alerts alerts = TestAlerts.logging(jdbc, clock);

    DeployedSystem() {
        jdbc.sql("""
                        TRUNCATE service_nodes, agent_orchestration_reports, agent_executions, alerts, scheduled_tasks, crm_clients,
                                 conversations, kg_nodes, trainer_analyses, optimizer_analyses, orchestrator_switch CASCADE
                        """).update();
    }

    /** How it stands, in the time the tests have come to. */
    Standing standing(Criterion criterion) {
        return new SuccessRules(facts()).judge(criterion);
    }

    Success success() {
        var noProbe = new StaticListableBeanFactory().getBeanProvider(AgentsProbe.class);
        return new Success(reading(), noProbe, clock);
    }

    Facts facts() {
        return reading().read(clock.instant(), reading().deployment().orElseThrow());
    }

    private FactsReading reading() {
        return new FactsReading(
                TestTelemetry.nodes(DATABASE.dataSource(), clock, "asking", "agents", RELEASE),
                TestCycles.cycleSwitch(jdbc, clock),
                TestCycles.account(jdbc),
                TestExecutions.account(jdbc),
                TestAlerts.log(jdbc, clock),
                alerts,
                TestConversations.conversations(DATABASE, clock),
                TestGraph.graph(jdbc),
                TestScores.totals(jdbc),
                TestTrainer.analyses(jdbc),
                TestTrainer.proposals(jdbc),
                TestPerformance.analyses(jdbc));
    }

    DeployedSystem after(Duration time) {
        clock.advance(time);
        jdbc.sql("UPDATE service_nodes SET last_seen = :now WHERE name LIKE 'live%'")
                .param("now", time(clock.instant()))
                .update();
        return this;
    }

    /** Both roles of a release. */
    DeployedSystem running(Build build) {
        return node("agents", build).node("orchestrator", build);
    }

    DeployedSystem node(String role, Build build) {
        return node("live-" + UUID.randomUUID(), role, build, clock.instant());
    }

    /** A process that showed itself last when it started, and no more. */
    DeployedSystem killed(String role, Build build) {
        return node("dead-" + UUID.randomUUID(), role, build, clock.instant());
    }

    private DeployedSystem node(String name, String role, Build build, Instant at) {
        jdbc.sql("""
                        INSERT INTO service_nodes (name, role, version, commit, dirty, tag, started_at, last_seen)
                        VALUES (:name, :role, :version, :commit, :dirty, :tag, :at, :at)
                        """)
                .param("name", name)
                .param("role", role)
                .param("version", build.version())
                .param("commit", build.commit())
                .param("dirty", build.dirty())
                .param("tag", build.tag())
                .param("at", time(at))
                .update();
        return this;
    }

    DeployedSystem initialised() {
        jdbc.sql("UPDATE service_nodes SET orchestrator_initialised_at = :now WHERE role = 'orchestrator'")
                .param("now", time(clock.instant()))
                .update();
        return this;
    }

    /** What the orchestrator noted when it asked the agents; null = a good answer. */
    DeployedSystem asked(@Nullable String complaint) {
        jdbc.sql("""
                        UPDATE service_nodes
                           SET agents_asked_at = :now, agents_complaint = :complaint,
                               agents_answered_at = CASE WHEN CAST(:complaint AS text) IS NULL THEN :now ELSE agents_answered_at END
                         WHERE role = 'orchestrator'
                        """)
                .param("now", time(clock.instant()))
                .param("complaint", complaint)
                .update();
        return this;
    }

    DeployedSystem switchedOff() {
        jdbc.sql("INSERT INTO orchestrator_switch (enabled, changed_at, changed_by) VALUES (false, :now, 'ayu')")
                .param("now", time(clock.instant()))
                .update();
        return this;
    }

    /** A cycle that has ended, as its report tells. */
    DeployedSystem cycle(String report) {
        jdbc.sql("""
                        INSERT INTO agent_orchestration_reports (id, report_data, created_at)
                        VALUES (:id, CAST(:report AS jsonb), :now)
                        """)
                .param("id", UUID.randomUUID())
                .param("report", report)
                .param("now", time(clock.instant()))
                .update();
        return this;
    }

    DeployedSystem completed(String agent, boolean degraded) {
        return execution(agent, "completed", degraded, null);
    }

    DeployedSystem failed(String agent, String code) {
        return execution(agent, "failed", false, code);
    }

    private DeployedSystem execution(String agent, String status, boolean degraded, @Nullable String code) {
        jdbc.sql("""
                        INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, degraded, priority, error_code,
                                                      created_at, finished_at)
                        VALUES (:id, :agent, 'api', 'test', '{}', :status, :degraded, 5, :code, :now, :now)
                        """)
                .param("id", UUID.randomUUID())
                .param("agent", agent)
                .param("status", status)
                .param("degraded", degraded)
                .param("code", code)
                .param("now", time(clock.instant()))
                .update();
        return this;
    }

    /** An execution at work, with or without somebody who holds it. */
    DeployedSystem atWork(boolean held, Duration deadline) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, priority, created_at, deadline)
                        VALUES (:id, 'own', 'api', 'test', '{}', 'running', 5, :now, :deadline)
                        """)
                .param("id", id)
                .param("now", time(clock.instant()))
                .param("deadline", time(clock.instant().plus(deadline)))
                .update();
        if (held) {
            jdbc.sql("""
                            INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                            VALUES ('execution', :id, :now, false, 1)
                            """)
                    .param("id", id.toString())
                    .param("now", time(clock.instant()))
                    .update();
        }
        return this;
    }

    DeployedSystem alert(Severity severity, String cause, String title) {
        alerts.raise(new Alert(severity, cause, title, "Look.", "/"));
        return this;
    }

    DeployedSystem recovered(String cause) {
        alerts.recover(cause);
        return this;
    }

    DeployedSystem conversation() {
        jdbc.sql("""
                        INSERT INTO conversations (conversation_id, started_at, last_message_at, message_count, created_at)
                        VALUES (:id, :now, :now, 1, :now)
                        """)
                .param("id", UUID.randomUUID().toString())
                .param("now", time(clock.instant()))
                .update();
        return this;
    }

    /** Two entities and what one of them requires. */
    DeployedSystem graph() {
        jdbc.sql("""
                        WITH entities AS (
                          INSERT INTO kg_nodes (key, type, name, canonical_name)
                          VALUES ('visa', 'visa_type', 'KITAS', 'kitas'), ('passport', 'document', 'Passport', 'passport')
                          RETURNING id)
                        INSERT INTO kg_edges (subject_node, predicate, object_node, strength, sources, clients, valid_from, recorded_at)
                        SELECT min(id), 'requires', max(id), 1, 1, 1, :now, :now FROM entities
                        """).param("now", time(clock.instant())).update();
        return this;
    }

    DeployedSystem client(boolean scored) {
        var id = jdbc.sql("""
                        INSERT INTO crm_clients (external_id, name, created_at, updated_at) VALUES (:id, 'A client', :now, :now)
                        RETURNING id
                        """)
                .param("id", UUID.randomUUID().toString())
                .param("now", time(clock.instant()))
                .query(Long.class)
                .single();
        if (scored) {
            jdbc.sql("""
                            INSERT INTO client_scores (client_id, execution_id, scored_at, cut, method, legacy_score, engagement, sentiment,
                                                       recency, quality, practice, quiet_days, value_reason, value_score, segment, at_risk,
                                                       risk_level, segment_since)
                            VALUES (:client, :execution, :now, '2026-11-25', 'legacy', 50, 1, 1, 1, 1, 1, 3, 'legacy', 50, 'LOW_VALUE',
                                    false, 'LOW_RISK', :now)
                            """)
                    .param("client", id)
                    .param("execution", UUID.randomUUID())
                    .param("now", time(clock.instant()))
                    .update();
        }
        return this;
    }

    /** An analysis of conversations that ended so; a patch comes of {@code not_evaluated}. */
    DeployedSystem trained(String status) {
        var analysis = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO trainer_analyses (id, created_at, status, feature_set, days_back, window_days, window_from, window_to, n_total,
                                                      n_rated, n_high, n_low, n_middle, n_dropped, staff_led, unanswered, discovery_high,
                                                      discovery_low, coverage, high_from, low_below, salt, windows_tried, warnings)
                        VALUES (:id, :now, :status, 'live', 30, 30, :now, :now, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 3,
                                decode(repeat('00', 32), 'hex'), '{}', '{}')
                        """)
                .param("id", analysis)
                .param("now", time(clock.instant()))
                .param("status", status)
                .update();
        if (status.equals("not_evaluated")) {
            jdbc.sql("""
                            INSERT INTO trainer_proposals (id, analysis_id, path, base_blob, operations, diff, diff_hash, state, prompt_chars,
                                                           patch_file, created_at)
                            VALUES (:id, :analysis, :hash || '.md', repeat('0', 40), '[]', '+ Be kind.', :hash, 'NOT_EVALUATED', 100, 'a.patch',
                                    :now)
                            """)
                    .param("id", UUID.randomUUID())
                    .param("analysis", analysis)
                    .param("hash", analysis.toString())
                    .param("now", time(clock.instant()))
                    .update();
        }
        return this;
    }

    DeployedSystem optimised(int findings) {
        jdbc.sql("""
                        INSERT INTO optimizer_analyses (execution_id, analysed_at, window_from, window_to, snapshots, statements_analysed,
                                                        total_ms, skipped, unknown, findings, critical)
                        VALUES (:id, :now, :now, :now, 2, 10, 100, '{}', '{}', :findings, 0)
                        """)
                .param("id", UUID.randomUUID())
                .param("now", time(clock.instant()))
                .param("findings", findings)
                .update();
        return this;
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
