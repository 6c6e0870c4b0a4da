package io.nuzantara.execution;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** Another execution with other parameters. */
class ForwardingExecution implements Execution {

    private final Execution to;
    private final Parameters parameters;

    ForwardingExecution(Execution to, Parameters parameters) {
        this.to = to;
        this.parameters = parameters;
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public UUID id() {
        return to.id();
    }

    @Override
    public Trigger trigger() {
        return to.trigger();
    }

    @Override
    public Instant acceptedAt() {
        return to.acceptedAt();
    }

    @Override
    public <T> T step(String name, Class<T> type, Supplier<T> work) {
        return to.step(name, type, work);
    }

    @Override
    public <T> T stepInTransaction(String name, Class<T> type, Supplier<T> work) {
        return to.stepInTransaction(name, type, work);
    }

    @Override
    public ItemSummary items(String kind, ItemSource source) {
        return to.items(kind, source);
    }

    @Override
    public Decision approval(String step, ApprovalRequest request) {
        return to.approval(step, request);
    }

    @Override
    public EffectResult effect(EffectKey key, Object payload, EffectCall call) {
        return to.effect(key, payload, call);
    }

    @Override
    public Budget budget() {
        return to.budget();
    }

    @Override
    public void phase(String text) {
        to.phase(text);
    }

    @Override
    public void degraded(DegradedReason reason) {
        to.degraded(reason);
    }

    @Override
    public void checkCancelled() {
        to.checkCancelled();
    }
}
