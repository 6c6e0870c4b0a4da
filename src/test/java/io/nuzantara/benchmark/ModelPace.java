package io.nuzantara.benchmark;

import io.nuzantara.LocalCaller;
import io.nuzantara.llm.fake.Behaviours;
import io.nuzantara.llm.fake.FakeModelServer;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** How close conversations through a slow model come to what the lanes could do at best. */
final class ModelPace {

    private static final int LANES = 16;
    private static final Duration LATENCY = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private ModelPace() {}

    static List<Figure> measure() throws Exception {
        try (var model = FakeModelServer.start().always(Behaviours.after(LATENCY, Behaviours.fitting()));
                var application = new RunningApplication(properties(model), AskingAgent.Contribution.class)) {
            var caller = new LocalCaller(application.url(), application.token());
            var execution =
                    caller.post("/api/autonomous-agents/asking-agent/run", null).text("execution_id");
            Awaitility.await()
                    .atMost(LONGEST)
                    .until(() -> caller.get("/api/autonomous-agents/executions/" + execution)
                            .text("status")
                            .equals("completed"));
            refuseUnlessAllWereRead(application);
            var ideal = LANES / (LATENCY.toMillis() / 1000.0);
            var rate = rate(application);
            return List.of(
                    Figure.of(
                            "conversations read by the model", model.requests().size(), "n"),
                    Figure.of("conversations, " + LANES + " lanes, 200 ms a call", rate, "items/s"),
                    new Figure("of the ideal rate of " + (int) ideal, rate / ideal, "x", ">= 0.9"));
        }
    }

    private static List<String> properties(FakeModelServer model) {
        return List.of(
                "--nuzantara.orchestrator.enabled=false",
                "--nuzantara.engine.lanes=" + LANES,
                "--db-scheduler.threads=" + (LANES + 5),
                "--nuzantara.llm.anthropic.api-key=sk-ant-not-a-secret",
                "--nuzantara.llm.anthropic.base-url=" + model.url(),
                "--nuzantara.llm.provider=anthropic",
                "--nuzantara.llm.budget.day=1000",
                "--nuzantara.llm.budget.execution=1000");
    }

    private static void refuseUnlessAllWereRead(RunningApplication application) {
        var others = application.database().jdbc().sql("""
                        SELECT status || ': ' || coalesce(error, 'without a reason')
                          FROM execution_items
                         WHERE kind = 'conversation' AND status <> 'done'
                        """).query(String.class).list();
        if (!others.isEmpty()) {
            throw new IllegalStateException("not every conversation was read: " + others);
        }
    }

    /** From the end of the first to the end of the last. */
    private static double rate(RunningApplication application) {
        return application.database().jdbc().sql("""
                        SELECT (count(*) - 1) / extract(epoch FROM max(finished_at) - min(finished_at))
                          FROM execution_items WHERE kind = 'conversation' AND status = 'done'
                        """).query(Double.class).single();
    }
}
