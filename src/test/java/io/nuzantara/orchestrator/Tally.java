package io.nuzantara.orchestrator;

import io.nuzantara.orchestrator.PlanView.Chance;
import io.nuzantara.orchestrator.PlanView.LeftOut;
import io.nuzantara.orchestrator.PlanView.PlannedRun;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a simulated month added up to, and every rule that was not kept. */
final class Tally {

    private static final int AT_ONCE = 3;

    final List<Double> ages = new ArrayList<>();
    final List<String> violations = new ArrayList<>();
    int executions;
    int byCycle;
    int byCycleFoundWork;
    double heavyPeakMinutes;
    double cost;

    void started(SimulatedAgent agent, boolean cycle, boolean foundWork, double heavyPeak) {
        executions++;
        heavyPeakMinutes += heavyPeak;
        cost += agent.cost;
        if (cycle) {
            byCycle++;
            byCycleFoundWork += foundWork ? 1 : 0;
        }
    }

    void startedTogether(int ofCycle) {
        if (ofCycle > AT_ONCE) {
            violations.add("%d executions of one cycle at once".formatted(ofCycle));
        }
    }

    /** Looks at a plan: eligible agents only, every agent once, cooldowns and peak hours kept. */
    void check(PlanView plan, Instant at, ZoneId zone) {
        var eligible = plan.eligible().stream().map(Chance::agent).toList();
        var planned = plan.runs().stream().map(PlannedRun::agent).toList();
        if (!eligible.containsAll(planned)) {
            violations.add("planned " + planned + ", eligible " + eligible);
        }
        var all = Stream.concat(planned.stream(), plan.leftOut().stream().map(LeftOut::agent))
                .sorted()
                .toList();
        if (!all.equals(
                plan.snapshot().agents().stream().map(AgentFacts::id).sorted().toList())) {
            violations.add("not every agent once: " + all);
        }
        planned.forEach(id -> plan.snapshot().agent(id).ifPresent(agent -> check(agent, at, zone)));
    }

    private void check(AgentFacts agent, Instant at, ZoneId zone) {
        var started = agent.lastStartedAt();
        if (agent.active() != null || (started != null && at.isBefore(started.plus(agent.cooldown())))) {
            violations.add(agent.id() + " planned again too soon at " + at);
        }
        var local = at.atZone(zone);
        var working = local.getDayOfWeek() != DayOfWeek.SATURDAY && local.getDayOfWeek() != DayOfWeek.SUNDAY;
        if (agent.heavy() && !agent.isOverdue() && working && local.getHour() >= 9 && local.getHour() < 17) {
            violations.add(agent.id() + " planned in peak hours at " + at);
        }
    }
}
