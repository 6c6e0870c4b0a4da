package io.nuzantara.benchmark;

import io.nuzantara.LocalCaller;
import io.nuzantara.llm.fake.Behaviours;
import io.nuzantara.llm.fake.FakeModelServer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** How close conversations through a slow model come to what the lanes could do at best. */
final class ModelPace {

    private static final int LANES = 16;
    /** Executions after which the compilers of the JVM have little left to do; a service does them once in its life. */
    private static final int WARM_UP = 3;

    private static final int MEASURED = 3;
    private static final Duration LATENCY = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private ModelPace() {}

    static List<Figure> measure() throws Exception {
        try (var model = FakeModelServer.start().always(Behaviours.after(LATENCY, Behaviours.fitting()));
                var application = new RunningApplication(properties(model), AskingAgent.Contribution.class)) {
            var caller = new LocalCaller(application.url(), application.token());
            var cold = rate(application, caller);
            for (var execution = 1; execution < WARM_UP; execution++) {
                rate(application, caller);
            }
            var warm = Figure.median(IntStream.range(0, MEASURED)
                    .mapToDouble(_ -> rate(application, caller))
                    .toArray());
            var ideal = LANES / (LATENCY.toMillis() / 1000.0);
            return List.of(
                    Figure.of(
                            "conversations read by the model", model.requests().size(), "n"),
                    Figure.of("1,000 conversations, 16 lanes, 200 ms a call, right after the start", cold, "items/s"),
                    new Figure("  of the ideal rate of " + (int) ideal, cold / ideal, "x", ">= 0.9"),
                    Figure.of("the same once the code is compiled, median of " + MEASURED, warm, "items/s"),
                    new Figure("  of the ideal rate of " + (int) ideal + ", compiled", warm / ideal, "x", ">= 0.9"));
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

    /** Of one execution, from the end of its first item to the end of its last. */
    private static double rate(RunningApplication application, LocalCaller caller) {
        var execution =
                caller.post("/api/autonomous-agents/asking-agent/run", null).text("execution_id");
        Awaitility.await()
                .atMost(LONGEST)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> caller.get("/api/autonomous-agents/executions/" + execution)
                        .text("status")
                        .equals("completed"));
        refuseUnlessAllWereRead(application);
        return application
                .database()
                .jdbc()
                .sql("""
                        SELECT (count(*) - 1) / extract(epoch FROM max(finished_at) - min(finished_at))
                          FROM execution_items WHERE execution_id = :execution AND status = 'done'
                        """)
                .param("execution", UUID.fromString(execution))
                .query(Double.class)
                .single();
    }
}
