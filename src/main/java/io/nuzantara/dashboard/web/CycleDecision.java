package io.nuzantara.dashboard.web;

import io.nuzantara.dashboard.web.CyclePage.Decision;
import io.nuzantara.orchestrator.PlanView;
import java.util.List;

/** Who decided a cycle, and what model and rules thought of each agent. */
final class CycleDecision {

    private CycleDecision() {}

    static Decision of(PlanView plan, Wording words) {
        return new Decision(words.name("cycle.decided", plan.decidedBy()), null, "", List.of());
    }
}
