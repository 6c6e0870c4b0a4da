package io.nuzantara.orchestrator;

import io.nuzantara.orchestrator.AgentFacts.Active;
import io.nuzantara.orchestrator.AgentFacts.Range;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Facts about an agent that worked well yesterday and has nothing to do; each test changes what it is about. */
final class TestAgent {

    static final ZoneId ZONE = ZoneId.of("Asia/Makassar");
    static final OrchestratorSettings SETTINGS = settings(true);

    private final String id;
    private int priority = 5;
    private String cron = "0 0 4 * * *";
    private boolean enabled = true;
    private boolean heavy;
    private Duration cooldown = Duration.ofHours(1);
    private Duration usual = Duration.ofMinutes(10);
    private double cost;
    private List<String> dependencies = List.of();
    private @Nullable Range daysBack;
    private Map<String, Long> backlog = Map.of();
    private int failures;
    private @Nullable Instant started;
    private @Nullable Instant completed;
    private @Nullable Active active;
    private int dueLeftOut;

    private TestAgent(String id) {
        this.id = id;
    }

    static TestAgent agent(String id) {
        return new TestAgent(id);
    }

    static TestAgent predictor() {
        return agent("client_value_predictor").priority(9).cron("0 0 10 * * *").cooldown(Duration.ofHours(6));
    }

    static OrchestratorSettings settings(boolean enabled) {
        return new OrchestratorSettings(
                enabled,
                null,
                "0 0 * * * *",
                3,
                Duration.ofMinutes(55),
                Duration.ofMinutes(30),
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                new OrchestratorSettings.Thresholds(10, 0.01, 0.2, 25, 6, 15, 60, 20, 5, 3, 6, 1000, 0.05, 0.8));
    }

    /** A snapshot with these numbers as well. */
    static Snapshot seen(Instant now, Map<String, Double> numbers, TestAgent... agents) {
        var readings = numbers.entrySet().stream()
                .map(number -> new Snapshot.Reading(number.getKey(), number.getValue(), null))
                .toList();
        return new Snapshot(
                now, readings, List.of(agents).stream().map(TestAgent::facts).toList(), null);
    }

    static Snapshot seen(Instant now, TestAgent... agents) {
        return new Snapshot(
                now, List.of(), List.of(agents).stream().map(TestAgent::facts).toList(), null);
    }

    TestAgent priority(int value) {
        priority = value;
        return this;
    }

    TestAgent cron(String value) {
        cron = value;
        return this;
    }

    TestAgent disabled() {
        enabled = false;
        return this;
    }

    TestAgent enabled() {
        enabled = true;
        return this;
    }

    TestAgent idle() {
        active = null;
        return this;
    }

    TestAgent heavy() {
        heavy = true;
        return this;
    }

    TestAgent cooldown(Duration value) {
        cooldown = value;
        return this;
    }

    TestAgent usual(Duration value) {
        usual = value;
        return this;
    }

    TestAgent costing(double usd) {
        cost = usd;
        return this;
    }

    TestAgent needs(String... values) {
        dependencies = List.of(values);
        return this;
    }

    TestAgent daysBack(long min, long max) {
        daysBack = new Range(min, max);
        return this;
    }

    TestAgent backlog(Map<String, Long> value) {
        backlog = value;
        return this;
    }

    TestAgent failures(int value) {
        failures = value;
        return this;
    }

    TestAgent started(Instant value) {
        started = value;
        return this;
    }

    TestAgent completed(Instant value) {
        completed = value;
        return started(value);
    }

    TestAgent active(String status, Instant since) {
        active = new Active(UUID.fromString("00000000-0000-7000-8000-000000000001"), status, since);
        return this;
    }

    TestAgent dueLeftOut(int value) {
        dueLeftOut = value;
        return this;
    }

    AgentFacts facts() {
        return new AgentFacts(
                id,
                id.replace('_', ' '),
                priority,
                cron,
                ZONE.getId(),
                enabled,
                heavy,
                cooldown,
                usual,
                cost,
                dependencies,
                daysBack,
                backlog,
                failures,
                started,
                completed,
                completed == null ? null : "completed",
                active,
                dueLeftOut);
    }
}
