package io.nuzantara.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** An execution in the hands of the process that owns it. */
class OwnedExecution implements Execution {

    private final Ledger.Claim claim;
    private final Parameters parameters;
    private final Duration deadline;
    private final Ledger ledger;
    private final Steps steps;
    private final TransactionTemplate transactions;
    private final JsonMapper json;
    private final Clock clock;
    private final BooleanSupplier stopping;

    OwnedExecution(
            Ledger.Claim claim,
            Parameters parameters,
            Duration deadline,
            Ledger ledger,
            Steps steps,
            TransactionTemplate transactions,
            JsonMapper json,
            Clock clock,
            BooleanSupplier stopping) {
        this.claim = claim;
        this.parameters = parameters;
        this.deadline = deadline;
        this.ledger = ledger;
        this.steps = steps;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
        this.stopping = stopping;
    }

    @Override
    public UUID id() {
        return claim.id();
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Trigger trigger() {
        return Trigger.valueOf(claim.trigger().toUpperCase(java.util.Locale.ROOT));
    }

    @Override
    public Instant acceptedAt() {
        return claim.createdAt();
    }

    @Override
    public <T> T step(String name, Class<T> type, Supplier<T> work) {
        var recorded = steps.output(claim.id(), name);
        if (recorded.isPresent()) {
            return parsed(name, recorded.get(), type);
        }
        begin(name);
        var output = worked(name, work);
        transactions.executeWithoutResult(status -> record(name, output));
        return output;
    }

    @Override
    public <T> T stepInTransaction(String name, Class<T> type, Supplier<T> work) {
        var recorded = steps.output(claim.id(), name);
        if (recorded.isPresent()) {
            return parsed(name, recorded.get(), type);
        }
        begin(name);
        return worked(
                name,
                () -> Objects.requireNonNull(transactions.execute(status -> {
                    steps.allowLongStatements();
                    var output = work.get();
                    record(name, output);
                    return output;
                })));
    }

    private void begin(String name) {
        checkCancelled();
        steps.started(claim.id(), name);
    }

    private <T> T worked(String name, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            note(() -> steps.failed(claim.id(), name, e.getClass().getSimpleName()), e);
            throw e;
        }
    }

    /** Notes the failed step where that is still possible; the failure itself is what counts. */
    private static void note(Runnable note, RuntimeException failure) {
        try {
            note.run();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void record(String name, Object output) {
        steps.completed(claim.id(), name, json.writeValueAsString(output));
        ledger.event(claim.id(), claim.fence(), "step_completed", Map.of("step", name));
    }

    private <T> T parsed(String name, String recorded, Class<T> type) {
        try {
            return json.readValue(recorded, type);
        } catch (JacksonException e) {
            throw new StepIncompatible(name, e);
        }
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
        ledger.phase(claim.id(), claim.fence(), text);
    }

    @Override
    public void degraded(DegradedReason reason) {
        ledger.degraded(claim.id(), claim.fence(), reason);
    }

    @Override
    public void checkCancelled() {
        if (stopping.getAsBoolean()) {
            throw new Interruption(Interruption.Cause.STOPPING);
        }
        var limits = ledger.limits(claim.id(), claim.fence());
        if (limits.cancelRequestedAt() != null) {
            throw new Interruption(Interruption.Cause.CANCELLED);
        }
        var since = limits.runningSince();
        if (since != null && clock.instant().isAfter(since.plus(deadline))) {
            throw new Interruption(Interruption.Cause.DEADLINE);
        }
    }
}
