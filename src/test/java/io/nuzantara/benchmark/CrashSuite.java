package io.nuzantara.benchmark;

import io.nuzantara.execution.crash.CrashReport;
import io.nuzantara.execution.crash.CrashRounds;
import java.util.List;

/** Kills real nodes in the middle of their work, as often as asked, and counts what was lost or done twice. */
final class CrashSuite implements Suite {

    @Override
    public String name() {
        return "crash";
    }

    @Override
    public String shows() {
        return "what is lost or done twice when nodes die (--kills N); exit code 1 on any violation";
    }

    @Override
    public int run(BenchOptions options) {
        var figures = new Figures(this, options);
        var report = CrashRounds.run(options.seed(), options.kills(), 0);
        figures(report).forEach(figure -> figures.add(figure.label(), figure.value()));
        figures.keep();
        System.out.println(
                report.text("./nuzantara bench crash --kills %d --seed %d".formatted(options.kills(), options.seed())));
        return report.violations().isEmpty() ? 0 : 1;
    }

    private static List<Figure> figures(CrashReport report) {
        return List.of(
                Figure.of("nodes killed", report.killed(), "kills"),
                Figure.of("of them at named points", report.atPoints(), "kills"),
                new Figure("named points not reached", report.unreached().size(), "points", "0"),
                Figure.of("executions, all ended", report.executions(), "executions"),
                Figure.of("item calls that ended well", report.items(), "calls"),
                new Figure("violations", report.violations().size(), "violations", "0"),
                Figure.of("takeovers", report.takeovers().size(), "takeovers"),
                Figure.of("takeover: p50", report.takeover(0.5), "s"),
                Figure.of("takeover: p99", report.takeover(0.99), "s"),
                Figure.of("duration", report.duration().toMillis() / 1000.0, "s"));
    }
}
