package io.nuzantara.execution;

import io.nuzantara.api.ExecutionView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Starts executions and answers where they stand. */
@Component
public class Executions {

    private final Admission admission;
    private final Cancellation cancellation;
    private final Retries retries;
    private final ExecutionViews views;

    Executions(Admission admission, Cancellation cancellation, Retries retries, ExecutionViews views) {
        this.admission = admission;
        this.cancellation = cancellation;
        this.retries = retries;
        this.views = views;
    }

    /**
     * Accepts an execution in one transaction, or says which one stands in its place. Any number of equal requests at the
     * same time make one execution.
     *
     * @throws IllegalArgumentException when no agent has this id
     */
    public Start start(StartRequest request) {
        return admission.start(request);
    }

    /**
     * Asks an execution to end: its calls are interrupted, items nobody has begun are cancelled, what is finished stays.
     *
     * @param by who asks, for the record
     */
    public Cancel cancel(UUID id, String by) {
        return cancellation.cancel(id, by);
    }

    /**
     * Starts an ended execution anew with the same parameters.
     *
     * @param failedItemsOnly completed steps before the fan-out and everything that succeeded is kept, so that only failed items are
     *     worked on again
     * @param by who asks, for the record
     */
    public Retry retry(UUID id, boolean failedItemsOnly, String by) {
        return retries.retry(id, failedItemsOnly, by);
    }

    /** The execution of this id. */
    public Optional<ExecutionView> find(UUID id) {
        return views.find(id);
    }

    /** The active execution of each agent that has one, by agent, without its steps. */
    public Map<String, ExecutionView> active() {
        return views.active();
    }

    /** Executions of agents that people see, newest first. */
    public List<ExecutionView> recent(ExecutionFilter filter) {
        return views.page(filter);
    }

    /**
     * How many executions match.
     *
     * @param lowerBound true when there are more: only so many are counted
     */
    public record Total(long number, boolean lowerBound) {}

    /** How many executions match, whatever the page. */
    public Total count(ExecutionFilter filter) {
        return views.count(filter);
    }

    /** How many executions were accepted since an instant. */
    public long acceptedSince(Instant since) {
        return views.acceptedSince(since);
    }
}
