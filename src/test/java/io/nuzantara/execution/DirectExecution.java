package io.nuzantara.execution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;

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

    @Override
    public ItemSummary items(String kind, ItemSource source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Decision approval(String step, ApprovalRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EffectResult effect(EffectKey key, Object payload, EffectCall call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Budget budget() {
        throw new UnsupportedOperationException();
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
