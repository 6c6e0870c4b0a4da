package io.nuzantara.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.nuzantara.ApplicationTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApplicationTest
class EngineMetersTests {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-.*");

    @Autowired
    Executions executions;

    @Autowired
    ProbeAgent probe;

    @Autowired
    MeterRegistry registry;

    @Autowired
    EngineGauges gauges;

    @Autowired
    EngineMeters meters;

    @Autowired
    JdbcClient jdbc;

    @Test
    void anExecutionAndItsItemsAreCountedByAgentAndOutcome() {
        probe.teach("measured", execution -> {
            var summary = execution.items(
                    "probe",
                    new ItemSource.Made(() ->
                            IntStream.rangeClosed(1, 5).mapToObj(i -> new ItemSource.New("m-" + i, Map.of("n", i)))));
            return new Outcome.Completed("", Map.of("done", summary.done()));
        });
        probe.teachItems(
                "measured",
                (item, context) -> {
                    if (item.key().equals("m-3")) {
                        throw ItemFailed.forGood("refused", "It was refused.");
                    }
                    return 1;
                },
                (item, result) -> {});
        var completed = count("nuzantara.executions", "agent", "probe", "status", "completed", "degraded", "true");
        var done = count("nuzantara.items", "agent", "probe", "outcome", "done");
        var failed = count("nuzantara.items", "agent", "probe", "outcome", "failed");

        end("measured");

        assertThat(count("nuzantara.executions", "agent", "probe", "status", "completed", "degraded", "true"))
                .isEqualTo(completed + 1);
        assertThat(count("nuzantara.items", "agent", "probe", "outcome", "done"))
                .isEqualTo(done + 4);
        assertThat(count("nuzantara.items", "agent", "probe", "outcome", "failed"))
                .isEqualTo(failed + 1);
        assertThat(registry.get("nuzantara.execution.duration")
                        .tag("agent", "probe")
                        .timer()
                        .count())
                .isPositive();
        assertThat(registry.get("nuzantara.item.duration")
                        .tag("agent", "probe")
                        .timer()
                        .count())
                .isGreaterThanOrEqualTo(5);
    }

    @Test
    void whatTheEngineStandsAtIsSampled() {
        gauges.sample();

        var lanes = registry.get("nuzantara.lanes")
                        .tag("state", "working")
                        .gauge()
                        .value()
                + registry.get("nuzantara.lanes").tag("state", "idle").gauge().value();
        var slots = registry.get("nuzantara.slots")
                        .tag("state", "taken")
                        .gauge()
                        .value()
                + registry.get("nuzantara.slots").tag("state", "free").gauge().value();
        assertThat(lanes).isEqualTo(rows("SELECT count(*) FROM scheduled_tasks WHERE task_name = 'lane'"));
        assertThat(slots).isEqualTo(rows("SELECT count(*) FROM agent_slots"));
        assertThat(registry.get("nuzantara.items.ready").gauge().value()).isNotNegative();
        assertThat(registry.get("nuzantara.clock.skew").gauge().value()).isBetween(-1.0, 1.0);
    }

    @Test
    void approvalsAreCountedWithTheAgeOfTheOldest() {
        var id = waiting();
        try {
            gauges.sample();

            assertThat(registry.get("nuzantara.approvals.pending").gauge().value())
                    .isNotNegative()
                    .isGreaterThanOrEqualTo(1);
            assertThat(registry.get("nuzantara.approvals.oldest.age").gauge().value())
                    .isGreaterThanOrEqualTo(3 * 3600.0);
        } finally {
            jdbc.sql("DELETE FROM agent_executions WHERE id = :id")
                    .param("id", id)
                    .update();
        }
    }

    private UUID waiting() {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        WITH execution AS (
                          INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, priority, event_seq, created_at)
                          VALUES (:id, 'probe', 'api', 'test', '{}', 'waiting_approval', 5, 1, now())
                          RETURNING id),
                        event AS (
                          INSERT INTO execution_events (execution_id, seq, at, kind)
                          SELECT id, 1, now() - INTERVAL '3 hours', 'waiting_approval' FROM execution)
                        INSERT INTO approvals (id, execution_id, step, permission, title, payload, payload_hash, status, expires_at)
                        SELECT id, id, 'step', 'prompt:approve', 'title', '{}', 'hash', 'pending', now() + INTERVAL '3 days' FROM execution
                        """).param("id", id).update();
        return id;
    }

    @Test
    void everyMeterOfTheEngineHasItsNameAndFewTags() {
        end("plain");
        meters.queued(Duration.ofMillis(3));
        meters.takenOver();
        meters.effect("pr", "done");
        gauges.sample();

        var tags = registry.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> id.getName().startsWith("nuzantara."))
                .collect(Collectors.groupingBy(
                        Meter.Id::getName,
                        Collectors.flatMapping(id -> id.getTags().stream().map(Tag::getKey), Collectors.toSet())));
        assertThat(tags)
                .containsEntry("nuzantara.executions", Set.of("agent", "status", "degraded"))
                .containsEntry("nuzantara.execution.duration", Set.of("agent"))
                .containsEntry("nuzantara.execution.queue.wait", Set.of())
                .containsEntry("nuzantara.items.ready", Set.of())
                .containsEntry("nuzantara.lanes", Set.of("state"))
                .containsEntry("nuzantara.slots", Set.of("state"))
                .containsEntry("nuzantara.approvals.pending", Set.of())
                .containsEntry("nuzantara.approvals.oldest.age", Set.of())
                .containsEntry("nuzantara.takeovers", Set.of())
                .containsEntry("nuzantara.effects", Set.of("kind", "status"))
                .containsEntry("nuzantara.clock.skew", Set.of());
        assertThat(registry.getMeters().stream().flatMap(meter -> meter.getId().getTags().stream()))
                .noneMatch(tag -> ID.matcher(tag.getValue()).matches());
        assertThat(registry.find("dbscheduler_task_completions").meters())
                .as("those of the scheduler itself")
                .isNotEmpty();
    }

    private void end(String work) {
        var start = executions.start(new StartRequest(
                "probe", new Parameters(Map.of("work", work)), Trigger.API, "test", "probe:" + work, null));
        var id = ((Start.Accepted) start).id();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> executions.find(id).orElseThrow().isFinal());
        Awaitility.await().until(() -> rowsOf(id).isEmpty());
    }

    /** The turn of an execution is over when its row has gone; its meters were told before. */
    private List<String> rowsOf(UUID id) {
        return jdbc.sql("SELECT task_name FROM scheduled_tasks WHERE task_instance = :id")
                .param("id", id.toString())
                .query((row, _) -> row.getString("task_name"))
                .list();
    }

    private double count(String name, String... tags) {
        var counter = registry.find(name).tags(tags).counter();
        return counter == null ? 0 : counter.count();
    }

    private double rows(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
