package io.nuzantara.execution;

import io.nuzantara.database.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** A running execution with very many items, and the engine's own statements measured on it. */
public final class MillionItems {

    private static final String SOURCE =
            "SELECT 'piece-' || n AS item_key, CAST(NULL AS jsonb) AS input FROM generate_series(1, :count) AS n ORDER BY n";

    private final JdbcClient jdbc;
    private final TestDatabase database;
    private final Items items;
    private final LaneItems lanes;
    private final ExecutionViews views;
    private final UUID execution = UUID.randomUUID();
    private final Owner owner = Owner.of(0, 1);

    private MillionItems(TestDatabase database) {
        var json = JsonMapper.builder().build();
        this.database = database;
        jdbc = database.jdbc();
        items = new Items(jdbc, database.transactions(), json, Clock.systemUTC());
        lanes = new LaneItems(jdbc, json, Clock.systemUTC());
        views = new ExecutionViews(jdbc, new FreshPlans(jdbc, database.transactions()), json);
    }

    /** An execution at work and a lane in this process's hands; no items yet. */
    public static MillionItems in(TestDatabase database) {
        var million = new MillionItems(database);
        million.prepare();
        return million;
    }

    private void prepare() {
        jdbc.sql("""
                        INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, priority, created_at, running_since)
                        VALUES (:id, 'many', 'api', 'test', '{}', 'running', 5, now(), now())
                        """).param("id", execution).update();
        jdbc.sql("""
                        INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        VALUES ('lane', '0', now(), true, 1)
                        ON CONFLICT DO NOTHING
                        """).update();
    }

    /** How long handing out takes: one INSERT from a SELECT. */
    public Duration handOut(long count) {
        var begin = System.nanoTime();
        database.transactions()
                .executeWithoutResult(status ->
                        items.handOut(execution, "piece", new ItemSource.Query(SOURCE, Map.of("count", count))));
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Milliseconds of claims of so many items, one after the other, each followed by the end of what was claimed. */
    public double[] claims(int times, int number) {
        return measured(times, () -> lanes.claim(owner, execution, number), this::done);
    }

    /** Milliseconds in which claimed items were ended. */
    double[] ends(int times, int number) {
        return measured(times, () -> done(lanes.claim(owner, execution, number)), nothing -> {});
    }

    private boolean done(List<Item> claimed) {
        lanes.done(owner, execution, claimed.stream().map(Item::number).toList(), LaneItems.Spent.NOTHING);
        return true;
    }

    /** Milliseconds of reading the execution as the API shows it, progress included. */
    public double[] reads(int times) {
        return measured(times, () -> views.find(execution).orElseThrow(), view -> {});
    }

    /** Milliseconds of the question every lane asks first: what is due. */
    public double[] looks(int times) {
        return measured(times, lanes::due, due -> {});
    }

    private static <T> double[] measured(int times, Supplier<T> measured, java.util.function.Consumer<T> afterwards) {
        var milliseconds = new ArrayList<Double>();
        for (var time = 0; time < times; time++) {
            var begin = System.nanoTime();
            var result = measured.get();
            milliseconds.add((System.nanoTime() - begin) / 1e6);
            afterwards.accept(result);
        }
        return milliseconds.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** How PostgreSQL executes exactly the statement that claims. */
    List<String> claimPlan() {
        return database.transactions().execute(status -> {
            status.setRollbackOnly();
            return jdbc.sql("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) " + LaneItems.CLAIM)
                    .param("execution", execution)
                    .param("lane", owner.lane())
                    .param("version", owner.version())
                    .param("owner", owner.text())
                    .param("number", 1)
                    .param("now", OffsetDateTime.now(ZoneOffset.UTC))
                    .query((row, line) -> row.getString(1))
                    .list();
        });
    }
}
