package io.nuzantara.optimizer;

import io.nuzantara.execution.Agent;
import io.nuzantara.execution.AgentDescriptor;
import io.nuzantara.execution.DegradedReason;
import io.nuzantara.execution.Execution;
import io.nuzantara.execution.Outcome;
import io.nuzantara.execution.ParameterSpec;
import io.nuzantara.telemetry.Missing;
import io.nuzantara.telemetry.Snapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Finds what makes database and API slow, with figures, and proposes changes; it changes nothing. */
@Component
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class PerformanceOptimizer implements Agent {

    private static final AgentDescriptor DESCRIPTOR = new AgentDescriptor(
            "performance_optimizer",
            "Performance Optimizer",
            "Reads what statements and endpoints did, checks the catalog, and proposes indexes with their figures.",
            "0 0 */6 * * *",
            8,
            Duration.ofMinutes(20),
            Duration.ofHours(1),
            Duration.ofHours(3),
            false,
            List.of(),
            List.of(
                    new ParameterSpec.WholeNumber("window_hours", "hours of history to look at", 24, 1, 168),
                    new ParameterSpec.Flag("dry_run", "analyse without storing findings and proposals", false)),
            false);

    private final Snapshots snapshots;
    private final WorkloadCheck workload;
    private final CatalogCheck catalog;
    private final Reports reports;
    private final Backlog backlog;

    PerformanceOptimizer(
            Snapshots snapshots, WorkloadCheck workload, CatalogCheck catalog, Reports reports, Backlog backlog) {
        this.snapshots = snapshots;
        this.workload = workload;
        this.catalog = catalog;
        this.reports = reports;
        this.backlog = backlog;
    }

    @Override
    public AgentDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Map<String, Long> backlog() {
        return backlog.counts();
    }

    @Override
    public Outcome run(Execution execution) {
        execution.phase("taking a snapshot");
        var window = execution.step("window", Window.class, () -> window(execution));
        execution.phase("reading what statements and endpoints did");
        var workload = execution.step("findings", Workload.class, () -> findings(execution, window));
        execution.phase("checking the catalog");
        var catalog = execution.step("catalog", Workload.Tally.class, () -> catalog(execution));
        var report = execution.stepInTransaction(
                "report", Reports.Report.class, () -> reports.close(execution, workload, catalog));
        if (!window.readable()) {
            execution.degraded(DegradedReason.PARTIAL_SOURCES);
        }
        return new Outcome.Completed(message(window, workload, report), result(window, workload, report));
    }

    /**
     * The time that is looked at.
     *
     * @param missing what cannot be read of statement statistics, with the fix
     */
    record Window(Instant from, Instant to, boolean readable, List<Missing> missing) {
        Window {
            missing = List.copyOf(missing);
        }
    }

    private Window window(Execution execution) {
        var taken = snapshots.take();
        var hours = Duration.ofHours(execution.parameters().number("window_hours"));
        var readable = taken.statements() > 0;
        return new Window(taken.takenAt().minus(hours), taken.takenAt(), readable, taken.missing());
    }

    private Workload findings(Execution execution, Window window) {
        var delta = snapshots.delta(window.from(), window.to());
        var checked = workload.run(delta, window.missing());
        reports.keep(execution, checked);
        return new Workload(
                delta.from(),
                delta.to(),
                delta.snapshots(),
                delta.totalMs(),
                Coverage.of(delta),
                Workload.Tally.of(checked));
    }

    private Workload.Tally catalog(Execution execution) {
        var seen = catalog.run();
        reports.keep(execution, seen);
        return Workload.Tally.of(seen.checked());
    }

    private static String message(Window window, Workload workload, Reports.Report report) {
        var lack = window.missing().isEmpty()
                ? ""
                : " " + window.missing().getFirst().what() + " "
                        + window.missing().getFirst().fix();
        return String.format(
                        Locale.ENGLISH,
                        "%,d statements analysed, %,d findings (%,d critical), %,d open proposals; nothing was changed.",
                        workload.coverage().analysed(),
                        report.findings(),
                        report.critical(),
                        report.proposals())
                + lack;
    }

    private static Map<String, Object> result(Window window, Workload workload, Reports.Report report) {
        var result = new LinkedHashMap<String, Object>();
        result.put("statements_analysed", workload.coverage().analysed());
        result.put("coverage_pct", workload.coverage().percent());
        result.put("findings", report.findings());
        result.put("critical", report.critical());
        result.put("proposals", report.proposals());
        result.put("applied", 0);
        result.put("kept", 0);
        result.put("reverted", 0);
        result.put("skipped", workload.coverage().skipped());
        result.put("pr_branch", null);
        result.put("message", message(window, workload, report));
        result.put("unknown", report.unknown());
        result.put("window_from", workload.from().toString());
        result.put("window_to", workload.to().toString());
        return result;
    }
}
