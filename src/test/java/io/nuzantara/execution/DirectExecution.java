package io.nuzantara.execution;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An execution without a ledger: steps run at once and their outputs are kept in memory, so a second {@code run} of an
 * agent with the same object resumes as after a takeover.
 */
public class DirectExecution implements Execution {

    /** Thrown where the process would have died. */
    public static class Died extends RuntimeException {}

    private final Parameters parameters;
    private final Instant acceptedAt;
    private final TransactionTemplate transactions;
    private final UUID id = UUID.randomUUID();
    private final Map<String, Object> outputs = new LinkedHashMap<>();
    private final List<String> phases = new ArrayList<>();
    private final List<DegradedReason> reasons = new ArrayList<>();
    private int stepsLeft = Integer.MAX_VALUE;
    private Map<String, ItemHandler<?>> handlers = Map.of();
    private JsonMapper mapper = JsonMapper.builder().build();
    private @Nullable JdbcClient jdbc;
    private Decision decision = new Decision.Expired();

    public DirectExecution(Parameters parameters, Instant acceptedAt, TransactionTemplate transactions) {
        this.parameters = parameters;
        this.acceptedAt = acceptedAt;
        this.transactions = transactions;
    }

    /** The process "dies" ({@link Died}) when more than this number of new steps begin. */
    public DirectExecution dyingAfter(int steps) {
        stepsLeft = steps;
        return this;
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Trigger trigger() {
        return Trigger.API;
    }

    @Override
    public Instant acceptedAt() {
        return acceptedAt;
    }

    @Override
    public <T> T step(String name, Class<T> type, Supplier<T> work) {
        if (!outputs.containsKey(name)) {
            if (stepsLeft-- <= 0) {
                throw new Died();
            }
            outputs.put(name, work.get());
        }
        return type.cast(outputs.get(name));
    }

    @Override
    public <T> T stepInTransaction(String name, Class<T> type, Supplier<T> work) {
        return step(name, type, () -> Objects.requireNonNull(transactions.execute(status -> work.get())));
    }

    /** Lets this agent's handlers work on the items, one after the other in this thread. */
    public DirectExecution withItems(Agent agent, JdbcClient database, JsonMapper json) {
        handlers = agent.itemHandlers();
        jdbc = database;
        mapper = json;
        return this;
    }

    @Override
    public ItemSummary items(String kind, ItemSource source) {
        return step("items:" + kind, ItemSummary.class, () -> worked(kind, items(source)));
    }

    private List<ItemSource.New> items(ItemSource source) {
        return switch (source) {
            case ItemSource.Made made -> {
                try (var items = made.items().get()) {
                    yield items.toList();
                }
            }
            case ItemSource.Query query ->
                Objects.requireNonNull(jdbc)
                        .sql(query.sql())
                        .params(query.parameters())
                        .query((row, number) ->
                                new ItemSource.New(row.getString("item_key"), json(row.getString("input"))))
                        .list();
        };
    }

    private @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : mapper.readTree(text);
    }

    private ItemSummary worked(String kind, List<ItemSource.New> items) {
        var failed = 0;
        for (int i = 0; i < items.size(); i++) {
            var input = mapper.<JsonNode>valueToTree(items.get(i).input());
            failed += worked(
                            Objects.requireNonNull(handlers.get(kind)),
                            new Item(id, i + 1, kind, items.get(i).key(), input, 1))
                    ? 0
                    : 1;
        }
        if (failed > 0) {
            degraded(DegradedReason.ITEMS_FAILED);
        }
        return new ItemSummary(items.size(), items.size() - failed, failed, 0);
    }

    private <R> boolean worked(ItemHandler<R> handler, Item item) {
        try {
            var result = handler.work(item, new Context());
            transactions.executeWithoutResult(status -> handler.save(item, result));
            return true;
        } catch (ItemFailed e) {
            return false;
        }
    }

    private final class Context implements ItemContext {
        @Override
        public Parameters parameters() {
            return parameters;
        }

        @Override
        public Instant acceptedAt() {
            return acceptedAt;
        }

        @Override
        public <T> T output(String step, Class<T> type) {
            return type.cast(Objects.requireNonNull(outputs.get(step)));
        }

        @Override
        public void spent(long tokens, BigDecimal cost) {}
    }

    /** What a person answers to every request. */
    public DirectExecution deciding(Decision answer) {
        decision = answer;
        return this;
    }

    @Override
    public Decision approval(String step, ApprovalRequest request) {
        return decision;
    }

    @Override
    public EffectResult effect(EffectKey key, Object payload, EffectCall call) {
        return step(key.key(), EffectResult.class, () -> call.send(key, mapper.valueToTree(payload)));
    }

    @Override
    public Budget budget() {
        return new Budget(0, BigDecimal.ZERO, false, Instant.MAX);
    }

    @Override
    public void phase(String text) {
        phases.add(text);
    }

    @Override
    public void degraded(DegradedReason reason) {
        reasons.add(reason);
    }

    @Override
    public void checkCancelled() {}

    /** Phases in the order they were told. */
    public List<String> phases() {
        return List.copyOf(phases);
    }

    /** Reasons in the order they were told. */
    public List<DegradedReason> reasons() {
        return List.copyOf(reasons);
    }

    /** Names of the steps that have run, in order. */
    public List<String> steps() {
        return List.copyOf(outputs.keySet());
    }
}
