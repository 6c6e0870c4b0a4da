package io.nuzantara.orchestrator;

/** What a cycle would do now; looks and decides, starts nothing and keeps nothing. */
public final class Planning {

    private final SystemObserver observer;
    private final Planner rules;
    private final Planner model;

    Planning(SystemObserver observer, Planner rules, Planner model) {
        this.observer = observer;
        this.rules = rules;
        this.model = model;
    }

    /** Who decides. */
    public enum Decider {
        RULES,
        /** A language model, where one is configured; costs what the question costs. */
        MODEL
    }

    /** The plan of a cycle that a person would ask for now. */
    public PlanView now(Decider decider) {
        var snapshot = observer.observe();
        return switch (decider) {
            case RULES -> rules.plan(snapshot, true);
            case MODEL -> model.plan(snapshot, true);
        };
    }
}
