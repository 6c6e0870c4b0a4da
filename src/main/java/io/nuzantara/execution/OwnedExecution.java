package io.nuzantara.execution;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;

/** An execution in the hands of the process that owns it. */
class OwnedExecution implements Execution {

    private final Claim claim;
    private final Parameters parameters;
    private final Workshop workshop;
    private final BooleanSupplier stopping;

    /**
     * Takes an execution in hand.
     *
     * @param stopping whether this process is about to end
     */
    OwnedExecution(Claim claim, Workshop workshop, BooleanSupplier stopping) {
        this.claim = claim;
        this.parameters = Parameters.parse(workshop.json(), claim.parameters());
        this.workshop = workshop;
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
        return Trigger.valueOf(claim.trigger().toUpperCase(Locale.ROOT));
    }

    @Override
    public Instant acceptedAt() {
        return claim.createdAt();
    }

    @Override
    public <T> T step(String name, Class<T> type, Supplier<T> work) {
        var recorded = workshop.steps().output(claim.id(), name);
        if (recorded.isPresent()) {
            return parsed(name, recorded.get(), type);
        }
        begin(name);
        var output = worked(name, work);
        workshop.persistently(() -> recordOnce(name, output), stopping);
        CrashPoints.hit("engine.step-done");
        return output;
    }

    @Override
    public <T> T stepInTransaction(String name, Class<T> type, Supplier<T> work) {
        var recorded = workshop.steps().output(claim.id(), name);
        if (recorded.isPresent()) {
            return parsed(name, recorded.get(), type);
        }
        begin(name);
        var output = worked(
                name,
                () -> Objects.requireNonNull(workshop.transactions().execute(status -> {
                    workshop.steps().allowLongStatements();
                    var result = work.get();
                    record(name, result);
                    return result;
                })));
        CrashPoints.hit("engine.step-done");
        return output;
    }

    private void begin(String name) {
        checkCancelled();
        if (workshop.killSwitch().isStopped()) {
            throw new Interruption(Interruption.Cause.STOPPED);
        }
        workshop.steps().started(claim.id(), name);
    }

    private <T> T worked(String name, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            note(() -> workshop.steps().failed(claim.id(), name, e.getClass().getSimpleName()), e);
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

    /** After an outage nobody knows whether the record was committed: it is looked for before it is written again. */
    private void recordOnce(String name, Object output) {
        if (workshop.steps().output(claim.id(), name).isEmpty()) {
            record(name, output);
        }
    }

    private void record(String name, Object output) {
        workshop.steps().completed(claim.id(), name, workshop.json().writeValueAsString(output));
        workshop.ledger().event(claim.id(), claim.fence(), "step_completed", Map.of("step", name));
    }

    private <T> T parsed(String name, String recorded, Class<T> type) {
        try {
            return workshop.json().readValue(recorded, type);
        } catch (JacksonException e) {
            throw new StepIncompatible(name, e);
        }
    }

    /** What was handed out. */
    record FannedOut(long total) {}

    @Override
    public ItemSummary items(String kind, ItemSource source) {
        var ended = workshop.steps().output(claim.id(), ended(kind));
        if (ended.isPresent()) {
            return worthwhile(parsed(ended(kind), ended.get(), ItemSummary.class));
        }
        if (workshop.steps().output(claim.id(), handedOut(kind)).isEmpty()) {
            if (!workshop.hasHandler(claim.agent(), kind)) {
                throw new IllegalArgumentException(
                        "%s has no handler for items of kind %s".formatted(claim.agent(), kind));
            }
            handOut(kind, source);
        }
        checkCancelled();
        endWithoutMoney();
        if (workshop.items().isOpen(claim.id())) {
            throw Suspended.forItems();
        }
        return worthwhile(stepInTransaction(ended(kind), ItemSummary.class, () -> end(kind)));
    }

    private static String handedOut(String kind) {
        return "items:" + kind;
    }

    private static String ended(String kind) {
        return "items:" + kind + ":ended";
    }

    private void handOut(String kind, ItemSource source) {
        begin(handedOut(kind));
        worked(
                handedOut(kind),
                () -> workshop.transactions().execute(status -> {
                    workshop.steps().allowLongStatements();
                    var total = workshop.items().handOut(claim.id(), kind, source);
                    workshop.steps()
                            .completed(
                                    claim.id(),
                                    handedOut(kind),
                                    workshop.json().writeValueAsString(new FannedOut(total)));
                    workshop.ledger()
                            .event(claim.id(), claim.fence(), "fanned_out", Map.of("items", kind, "total", total));
                    workshop.wakes().lanes();
                    return total;
                }));
    }

    /** No further item of an execution that has no money left is begun. */
    private void endWithoutMoney() {
        if (workshop.isExhausted(claim.id())) {
            workshop.items().cancelReady(claim.id(), claim.fence());
            degraded(DegradedReason.BUDGET_EXHAUSTED);
        }
    }

    private ItemSummary end(String kind) {
        workshop.items().callBack(claim.id());
        return workshop.items().summary(claim.id(), kind);
    }

    private ItemSummary worthwhile(ItemSummary summary) {
        if (workshop.isWorthless(summary)) {
            throw new TooManyFailed(summary);
        }
        if (summary.failed() > 0 || (summary.cancelled() > 0 && !workshop.isExhausted(claim.id()))) {
            degraded(DegradedReason.ITEMS_FAILED);
        }
        return summary;
    }

    @Override
    public Decision approval(String step, ApprovalRequest request) {
        var decided = workshop.approvals().decided(claim.id(), step);
        if (decided.isPresent()) {
            return decided.get();
        }
        checkCancelled();
        var expires = Objects.requireNonNull(workshop.transactions().execute(status -> {
            workshop.ledger().awaitApproval(claim.id(), claim.fence(), step);
            return workshop.approvals().ask(claim.id(), step, request);
        }));
        throw Suspended.forApproval(expires);
    }

    @Override
    public EffectResult effect(EffectKey key, Object payload, EffectCall call) {
        checkCancelled();
        return workshop.effects().make(claim.id(), claim.fence(), key, payload, call);
    }

    @Override
    public Budget budget() {
        var used = workshop.items().used(claim.id());
        return new Budget(used.tokens(), used.cost(), workshop.isExhausted(claim.id()), claim.deadline());
    }

    @Override
    public void phase(String text) {
        workshop.ledger().phase(claim.id(), claim.fence(), text);
    }

    @Override
    public void degraded(DegradedReason reason) {
        workshop.ledger().degraded(claim.id(), claim.fence(), reason);
    }

    @Override
    public void checkCancelled() {
        if (stopping.getAsBoolean()) {
            throw new Interruption(Interruption.Cause.STOPPING);
        }
        if (workshop.ledger().isCancelRequested(claim.id(), claim.fence())) {
            throw new Interruption(Interruption.Cause.CANCELLED);
        }
        if (workshop.clock().instant().isAfter(claim.deadline())) {
            throw new Interruption(Interruption.Cause.DEADLINE);
        }
    }
}
