package io.nuzantara.orchestrator;

import io.nuzantara.execution.CrashPoints;
import io.nuzantara.orchestrator.CycleView.Closed;
import io.nuzantara.orchestrator.Cycles.End;
import io.nuzantara.orchestrator.Cycles.Phase;
import io.nuzantara.trace.Task;
import io.nuzantara.trace.Traces;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** One orchestration cycle: observe, plan, run, report, alert. */
final class Cycle {

    private static final Logger log = LoggerFactory.getLogger(Cycle.class);
    private static final Duration CONTINUED_UNTIL = Duration.ofMinutes(60);

    private final Cycles cycles;
    private final AgentsReady agentsReady;
    private final SystemObserver observer;
    private final Planner planner;
    private final PlanRunner runner;
    private final LateRuns lateRuns;
    private final CycleReports reports;
    private final CycleAlerts alerts;
    private final TransactionTemplate transactions;
    private final OrchestratorSettings settings;
    private final CycleMeters meters;
    private final Traces traces;
    private final Clock clock;

    Cycle(
            Cycles cycles,
            AgentsReady agentsReady,
            SystemObserver observer,
            Planner planner,
            PlanRunner runner,
            LateRuns lateRuns,
            CycleReports reports,
            CycleAlerts alerts,
            TransactionTemplate transactions,
            OrchestratorSettings settings,
            CycleMeters meters,
            Traces traces,
            Clock clock) {
        this.cycles = cycles;
        this.agentsReady = agentsReady;
        this.observer = observer;
        this.planner = planner;
        this.runner = runner;
        this.lateRuns = lateRuns;
        this.reports = reports;
        this.alerts = alerts;
        this.transactions = transactions;
        this.settings = settings;
        this.meters = meters;
        this.traces = traces;
        this.clock = clock;
    }

    /** Runs the opened cycle to its end. One that a stopped process left open goes on where it stood, unless it is too old. */
    CycleView run(UUID id) {
        return traces.within(Task.cycle(id.toString()), () -> work(id));
    }

    private CycleView work(UUID id) {
        var cycle = cycles.find(id).orElseThrow();
        if (cycle.isFinal()) {
            return cycle;
        }
        if (clock.instant().isAfter(cycle.startedAt().plus(CONTINUED_UNTIL))) {
            return end(id, End.INTERRUPTED);
        }
        var plan = cycle.plan() == null ? decide(cycle) : cycle.plan();
        var end = runner.run(id, cycle.startedAt().plus(settings.limit()), plan, cycle.runs(), cycles::keep);
        return end(id, end);
    }

    private PlanView decide(CycleView cycle) {
        var id = cycle.cycleId();
        agentsReady.await();
        cycles.enter(id, Phase.OBSERVING);
        var snapshot = observer.observe();
        CrashPoints.hit("cycle.observed");
        cycles.enter(id, Phase.PLANNING);
        var plan = planner.plan(snapshot, cycle.trigger().equals(CycleRequests.BY_API));
        cycles.decided(id, plan);
        CrashPoints.hit("cycle.planned");
        return plan;
    }

    private CycleView end(UUID id, End end) {
        cycles.enter(id, Phase.REPORTING);
        CrashPoints.hit("cycle.before-report");
        var late = lateRuns.ended();
        if (Boolean.TRUE.equals(transactions.execute(_ -> isReported(id, end, late)))) {
            var report = reports.find(id).orElseThrow();
            meters.ended(report);
            log.info("cycle ended cycle_id={} status={}: {}", id, report.status(), report.message());
        }
        return reports.find(id).orElseThrow();
    }

    /** Whether the report is ours: a cycle that two processes end has one report, and is told once. */
    private boolean isReported(UUID id, End end, List<Closed> late) {
        cycles.end(id, end);
        var report = cycles.find(id).orElseThrow().closing(late);
        var first = reports.save(report);
        if (first) {
            alerts.raiseFor(report);
        }
        return first;
    }
}
