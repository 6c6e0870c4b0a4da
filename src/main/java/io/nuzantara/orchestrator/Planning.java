package io.nuzantara.orchestrator;

/** What a cycle would do now; looks and decides, starts nothing and keeps nothing. */
public final class Planning {

    private final SystemObserver observer;
    private final RulePlanner planner;

    Planning(SystemObserver observer, RulePlanner planner) {
        this.observer = observer;
        this.planner = planner;
    }

    /** The plan of a cycle that a person would ask for now. */
    public PlanView now() {
        return planner.plan(observer.observe(), true);
    }
}
