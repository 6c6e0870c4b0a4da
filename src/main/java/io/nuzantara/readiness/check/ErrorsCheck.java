package io.nuzantara.readiness.check;

import io.nuzantara.execution.EngineHealth;
import io.nuzantara.telemetry.Nodes;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether failures are told and survived: problems as answers, a ledger that takes entries, a scheduler that works. */
final class ErrorsCheck implements Check {

    private static final String UNKNOWN = "/api/autonomous-agents/executions/00000000-0000-0000-0000-000000000000";
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration OVERDUE = Duration.ofMinutes(2);
    private static final double MOST_DEGRADED = 0.05;
    private static final String FAILED = "./nuzantara executions --status failed";

    private final Site site;

    ErrorsCheck(Site site) {
        this.site = site;
    }

    @Override
    public String id() {
        return "errors";
    }

    @Override
    public Group group() {
        return Group.WORK;
    }

    @Override
    public Verdict run() {
        return site.ask(this::looked);
    }

    private Verdict looked(JdbcClient jdbc) {
        var health = new EngineHealth(jdbc);
        var looks = new ArrayList<>(List.of(ledger(health), scheduler(health, jdbc), lately(health)));
        site.service().address().ifPresent(service -> looks.add(problem(service)));
        return Verdict.of(looks);
    }

    private static Verdict ledger(EngineHealth health) {
        try {
            health.probeLedger();
            return new Verdict.Pass("The ledger of executions can be written.");
        } catch (DataAccessException e) {
            return new Verdict.Fail(
                    "The ledger of executions cannot be written.",
                    "GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA nuzantara TO the role of DATABASE_URL; on a server without default_transaction_read_only");
        }
    }

    private Verdict scheduler(EngineHealth health, JdbcClient jdbc) {
        var now = site.clock().instant();
        var workers = Nodes.seenFromOutside(jdbc, site.clock()).alive().stream()
                .filter(node -> !node.role().equals("orchestrator"))
                .count();
        var start = "Start it: ./nuzantara up; what it says: its log";
        if (workers == 0) {
            return site.service().isThisProcess()
                    ? new Verdict.Fail("No node that works on executions shows itself.", start)
                    : new Verdict.Pass("No node works now.");
        }
        var overdue = health.overdue(now);
        return overdue.compareTo(OVERDUE) > 0
                ? site.wrongAtWork(
                        "The scheduler does not work: a task is overdue by %d minutes.".formatted(overdue.toMinutes()),
                        start)
                : new Verdict.Pass("The scheduler works on %d nodes.".formatted(workers));
    }

    private Verdict lately(EngineHealth health) {
        var lately = health.since(site.clock().instant().minus(DAY));
        if (lately.poisoned() > 0) {
            return new Verdict.Warn(
                    "%d executions of the last day were given up, because they took their process down."
                            .formatted(lately.poisoned()),
                    FAILED);
        }
        return lately.degradedShare() > MOST_DEGRADED
                ? new Verdict.Warn(
                        "%d of %d executions of the last day are not whole."
                                .formatted(lately.degraded(), lately.ended()),
                        "./nuzantara executions --since 24h")
                : new Verdict.Pass("%d executions ended in the last day.".formatted(lately.ended()));
    }

    private Verdict problem(URI service) {
        var token = site.service().token();
        if (token.isEmpty() || !site.hasRole("agents")) {
            return new Verdict.Pass("No call was made.");
        }
        try (var calls = new LocalCalls(service, token.get(), site.patience())) {
            var answer = calls.get(UNKNOWN);
            return answer.status() == 404 && answer.body().contains("execution-unknown")
                    ? new Verdict.Pass("An unknown execution is answered by a problem.")
                    : new Verdict.Fail(
                            answer.status() == 0
                                    ? "The question for an unknown execution is not answered."
                                    : "An unknown execution is answered by %d, and not by the problem execution-unknown."
                                            .formatted(answer.status()),
                            "curl -i %s; install the program again".formatted(service.resolve(UNKNOWN)));
        }
    }
}
