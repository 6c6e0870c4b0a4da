package io.nuzantara.cli;

import io.nuzantara.api.AgentsStatus;
import io.nuzantara.api.AgentsStatus.AgentStatus;
import io.nuzantara.api.ApprovalPage;
import io.nuzantara.api.ApprovalView;
import io.nuzantara.api.ExecutionPage;
import io.nuzantara.api.ExecutionView;
import io.nuzantara.conversation.ImportView;
import io.nuzantara.orchestrator.AgentFacts;
import io.nuzantara.orchestrator.CycleView;
import io.nuzantara.orchestrator.CycleView.Figure;
import io.nuzantara.orchestrator.CycleView.RunView;
import io.nuzantara.orchestrator.CycleView.Timings;
import io.nuzantara.orchestrator.CycleView.Totals;
import io.nuzantara.orchestrator.PlanView;
import io.nuzantara.orchestrator.PlanView.LeftOut;
import io.nuzantara.orchestrator.PlanView.PlannedRun;
import io.nuzantara.orchestrator.Snapshot;
import io.nuzantara.orchestrator.Snapshot.Reading;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the service answers, made of the records that it answers with. */
final class Answers {

    static final UUID ID = UUID.fromString("01890000-0000-7000-8000-000000000001");
    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final String TRAINER = "conversation_trainer";

    private Answers() {}

    static ExecutionView execution(String status) {
        var ended = List.of("completed", "failed", "cancelled").contains(status);
        Map<String, Object> result = Map.of("insights_found", 3);
        return new ExecutionView(
                ID,
                TRAINER,
                status,
                "12 conversations compared",
                START,
                ended ? START.plusSeconds(75) : null,
                status.equals("completed") ? result : null,
                status.equals("failed") ? "the database went away" : null,
                null,
                "api",
                "admin",
                Map.of("days_back", 7),
                START,
                false,
                List.of(),
                status.equals("failed") ? "dependency_unavailable" : null,
                new ExecutionView.State("comparing", 1, "node", null, null, null, null, 3),
                new ExecutionView.Progress(5, 0, 12),
                ExecutionView.Cost.usd(1200, new BigDecimal("0.0125")),
                List.of(new ExecutionView.Step("collect", "completed", START, START.plusSeconds(2))),
                List.of(),
                null,
                ExecutionView.Links.of(ID, status, 0, null));
    }

    static ExecutionPage executions(@Nullable String cursor) {
        return new ExecutionPage(true, List.of(execution("completed"), execution("running")), 40, false, cursor);
    }

    /** A piece of a stream with these events; number 3 is the last one of the execution. */
    static String events(int... numbers) {
        var text = new StringBuilder("retry: 1000\nid: 0\n\n: nothing new\n\n");
        for (var number : numbers) {
            var kind = List.of("accepted", "step_completed", "completed").get(number - 1);
            text.append("id: %d\nevent: %s\ndata: %s\n\n".formatted(number, kind, Json.line(event(number, kind))));
        }
        return text.toString();
    }

    private static Map<String, Object> event(int number, String kind) {
        var event = new LinkedHashMap<String, Object>();
        event.put("execution_id", ID);
        event.put("agent_name", TRAINER);
        event.put("seq", number);
        event.put("at", START.plusSeconds(number).toString());
        event.put("kind", kind);
        if (kind.equals("step_completed")) {
            event.put("step", "collect");
        }
        return event;
    }

    static ApprovalView approval(String status) {
        var decided = !status.equals("pending");
        return new ApprovalView(
                ID,
                ID,
                TRAINER,
                "publish",
                "prompt:approve",
                "Publish the new prompt",
                Json.tree("{\"text\": \"Answer \\u001b[31mwithin a day\"}"),
                "ab".repeat(32),
                status,
                START,
                START.plus(Duration.ofDays(3)),
                null,
                decided ? "ada" : null,
                decided ? START : null,
                null);
    }

    static ApprovalPage approvals(@Nullable String cursor) {
        return new ApprovalPage(true, List.of(approval("pending")), cursor);
    }

    static AgentsStatus status() {
        var agent = new AgentStatus(
                TRAINER,
                "Conversation Trainer",
                "d",
                "weekly",
                8,
                15,
                "0 0 4 * * SUN",
                "Asia/Makassar",
                true,
                true,
                1440,
                List.of(),
                List.of(),
                Map.of("unexamined_ratings", 61L),
                0,
                75.0,
                START,
                START.plusSeconds(75),
                "completed",
                START.plusSeconds(3600),
                execution("running"),
                null);
        return new AgentsStatus(true, 1, 1, List.of(agent), 4, START, "1", null);
    }

    static PlanView plan() {
        return new PlanView(
                "rules",
                new Snapshot(
                        START,
                        List.of(new Reading("error_rate", null, "fewer than 11 requests"), new Reading("x", 2.0, null)),
                        List.<AgentFacts>of(),
                        null),
                List.of(new PlannedRun(
                        TRAINER, "Conversation Trainer", 8, Map.of(), "due", "61 ratings wait", 1.2, List.of())),
                List.of(new LeftOut("o", "Performance Optimizer", "cooldown", "it ran an hour ago", START, false)));
    }

    static CycleView cycle(String status, String runStatus) {
        var run = new RunView(
                TRAINER,
                "Conversation Trainer",
                runStatus,
                ID,
                false,
                false,
                List.of(),
                START,
                START.plusSeconds(75),
                null,
                "12 conversations compared",
                null,
                List.of(new Figure("insights_found", 3), new Figure("p_value", 0.0314)));
        return new CycleView(
                ID,
                "api",
                "admin",
                status,
                status.equals("running") ? "running" : "ended",
                "Ran 1 of 2 agents.",
                START,
                status.equals("running") ? null : START.plusSeconds(80),
                plan(),
                List.of(run),
                new Timings(Duration.ofMillis(12), Duration.ofMillis(3), null, null),
                new Totals(1, 1, 0, 0, 0, 1),
                List.of());
    }

    static ImportView batch(String status, long refused) {
        return new ImportView(
                ID,
                ID,
                "import",
                status,
                false,
                10_000,
                false,
                START,
                null,
                new ImportView.Progress(50, 500, 1000),
                List.of(
                        new ImportView.Counts("clients", 2357, 2357, 0, 0, 0, Map.of()),
                        new ImportView.Counts("practices", 6919, 6919 - refused, 0, 0, refused, Map.of())),
                List.of(new ImportView.File("clients.csv", "clients", null, null)),
                refused == 0
                        ? List.of()
                        : List.of(new ImportView.Refusal(
                                "practices.csv", 17, "price", "bad_number", "'x' is no number.", "Write 12.50.")));
    }

    static Map<String, Object> token() {
        return Map.of(
                "id", "abc", "name", "ci", "scopes", List.of("read", "run"), "expires_at", "2026-05-30T12:00:00Z");
    }
}
