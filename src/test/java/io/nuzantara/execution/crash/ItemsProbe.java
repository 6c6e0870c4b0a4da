package io.nuzantara.execution.crash;

import io.nuzantara.execution.Agent;
import io.nuzantara.execution.AgentDescriptor;
import io.nuzantara.execution.EffectKey;
import io.nuzantara.execution.Execution;
import io.nuzantara.execution.Item;
import io.nuzantara.execution.ItemContext;
import io.nuzantara.execution.ItemFailed;
import io.nuzantara.execution.ItemHandler;
import io.nuzantara.execution.ItemSource;
import io.nuzantara.execution.Outcome;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An agent with everything: a call in a step, items, a change of the database that must happen once, an effect. Its items are of
 * the kind that the parameter names: {@code remote} calls outside, {@code mixed} does so with failures among them, {@code quick}
 * and {@code block} do nothing but keep their result, {@code deadly} halts the process at one item.
 */
final class ItemsProbe implements Agent {

    private static final String ITEMS = """
            SELECT CASE WHEN :kind <> 'mixed' THEN 'piece-'
                        WHEN n % 20 = 3 THEN 'bad-'
                        WHEN n % 20 = 7 THEN 'shy-'
                        WHEN n % 50 = 11 THEN 'late-'
                        ELSE 'piece-' END || n AS item_key,
                   CAST(NULL AS jsonb) AS input
              FROM generate_series(1, :items) AS n
             ORDER BY n
            """;
    private static final String DEADLY = "piece-3";
    private static final int HALTED = 1;

    /** However slow items are, in milliseconds. */
    private static final long QUICK = 200;

    private final Outside outside;
    private final Results results;

    ItemsProbe(Outside outside, JdbcClient jdbc) {
        this.outside = outside;
        results = new Results(jdbc);
    }

    @Override
    public AgentDescriptor descriptor() {
        return Probes.descriptor("items_probe", "");
    }

    @Override
    public Outcome run(Execution execution) {
        var parameters = execution.parameters();
        var kind = parameters.text("kind");
        execution.step(
                "look",
                String.class,
                () -> outside.step(execution.id(), "look", Math.min(QUICK, parameters.number("latency"))));
        var ended = execution.items(
                kind, new ItemSource.Query(ITEMS, Map.of("kind", kind, "items", parameters.number("items"))));
        execution.stepInTransaction("sum", Boolean.class, () -> results.keep(execution.id(), "sum"));
        var ticket = execution.effect(
                new EffectKey("ticket", "ticket:" + execution.id()),
                Map.of("items", ended.total()),
                new Ticket(outside, execution.id(), Math.min(QUICK, parameters.number("latency"))));
        return new Outcome.Completed(
                "all items ended", Map.of("done", ended.done(), "failed", ended.failed(), "ticket", ticket.toString()));
    }

    @Override
    public Map<String, ItemHandler<?>> itemHandlers() {
        return Map.of(
                "remote", new Calling(),
                "mixed", new Calling(),
                "deadly", new Deadly(),
                "quick", new Keeping(1),
                "block", new Keeping(20));
    }

    private class Calling implements ItemHandler<String> {
        @Override
        public String work(Item item, ItemContext context) {
            var latency = context.parameters().number("latency");
            var answer = outside.call("item", item.execution(), item.key(), latency);
            return switch (answer.status()) {
                case 200 -> answer.text();
                case 503 -> throw ItemFailed.forNow("busy", "The other side is busy.");
                default -> throw ItemFailed.forGood("refused", "The other side refused it.");
            };
        }

        @Override
        public void save(Item item, String result) {
            results.keep(item.execution(), item.key());
        }
    }

    private final class Deadly extends Calling {
        @Override
        public String work(Item item, ItemContext context) {
            if (item.key().equals(DEADLY)) {
                Runtime.getRuntime().halt(HALTED);
            }
            return super.work(item, context);
        }
    }

    private final class Keeping implements ItemHandler<String> {
        private final int claim;

        private Keeping(int claim) {
            this.claim = claim;
        }

        @Override
        public String work(Item item, ItemContext context) {
            return item.key();
        }

        @Override
        public void save(Item item, String result) {
            results.keep(item.execution(), result);
        }

        @Override
        public int claim() {
            return claim;
        }
    }
}
