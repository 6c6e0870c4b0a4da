package io.nuzantara.orchestrator;

/** Decides what a cycle runs. Whoever decides, code alone says which agents may run at all. */
interface Planner {

    /**
     * The plan for what was seen.
     *
     * @param personal whether a person asked for the cycle
     */
    PlanView plan(Snapshot snapshot, boolean personal);
}
