package io.nuzantara.execution;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How executions are worked on.
 *
 * @param lanes how many items are worked on at once over all nodes; the initial value, changed live in {@code engine_settings}
 * @param slots how many agents work at once over all nodes; the initial value, changed live in {@code engine_settings}
 * @param laneYield how long a lane stays on a node before it may move to another
 * @param laneIdle how soon an idle lane looks again; doubled up to {@code lane-idle-max}
 * @param laneIdleMax how long an idle lane waits at most
 * @param itemMaxAttempts how often an item is tried
 * @param executionMaxAttempts how often an execution is tried when what it needs is away
 * @param itemTimeout how long one call of an item may take
 * @param park how long an execution that waits for its items sleeps when nobody wakes it
 * @param reconcile how often what fell through is picked up
 * @param failureShare the share of failed items above which an execution fails
 * @param worker whether this node works; one that does not still accepts and answers
 * @param schedules whether agents start by their cron expressions
 * @param retention how long what has ended is kept
 */
@Validated
@ConfigurationProperties("nuzantara.engine")
record EngineSettings(
        @DefaultValue("8") @Min(1) @Max(32) int lanes,
        @DefaultValue("3") @Min(1) @Max(32) int slots,
        @DefaultValue("15s") Duration laneYield,
        @DefaultValue("500ms") Duration laneIdle,
        @DefaultValue("5s") Duration laneIdleMax,
        @DefaultValue("5") @Min(1) int itemMaxAttempts,
        @DefaultValue("5") @Min(1) int executionMaxAttempts,
        @DefaultValue("120s") Duration itemTimeout,
        @DefaultValue("30s") Duration park,
        @DefaultValue("15s") Duration reconcile,

        @DefaultValue("0.5") @DecimalMin("0") @DecimalMax("1")
        double failureShare,

        @DefaultValue("true") boolean worker,
        @DefaultValue("true") boolean schedules,
        @DefaultValue Retention retention) {

    /**
     * How long what has ended is kept, counted from the end of the execution.
     *
     * @param itemsDone how long items that are done or were cancelled are kept; failed items live as long as their execution
     * @param events how long the timeline of an execution is kept
     * @param effects how long a change made outside is remembered; until then the same change is not made twice
     * @param executions how long an execution is kept with its steps, sums, approvals and failed items
     */
    record Retention(
            @DefaultValue("7d") Duration itemsDone,
            @DefaultValue("180d") Duration events,
            @DefaultValue("180d") Duration effects,
            @DefaultValue("180d") Duration executions) {}
}
