package io.nuzantara.orchestrator;

import java.time.ZoneId;

/** Decides by rules alone; the same snapshot always gives the same plan. */
final class RulePlanner implements Planner {

    private final OrchestratorSettings settings;
    private final ZoneId zone;

    RulePlanner(OrchestratorSettings settings, ZoneId zone) {
        this.settings = settings;
        this.zone = zone;
    }

    @Override
    public PlanView plan(Snapshot snapshot, boolean personal) {
        return Grounds.of(snapshot, settings, zone, personal).byRules();
    }
}
