package io.nuzantara.cli;

import io.nuzantara.api.ExecutionView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Starts one agent. */
@Command(name = "run", description = "Start an agent; prints the execution's id.")
class Run implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final Remote remote = new Remote();

    @Parameters(paramLabel = "AGENT", description = "For example knowledge-graph-builder or knowledge_graph_builder.")
    private String agent = "";

    @Option(names = "--days-back", paramLabel = "N", description = "How many days back the agent looks.")
    private @Nullable String daysBack;

    @Option(names = "--init-schema", description = "Asked for by the original's callers; the tables are always there.")
    private boolean initSchema;

    @Option(names = "--wait", description = "Follow the execution to its end.")
    private boolean wait;

    @Option(names = "--key", paramLabel = "K", description = "Idempotency key: a repeat returns the first execution.")
    private @Nullable String key;

    Run(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var output = remote.output(surroundings);
        try (var service = remote.connect(surroundings)) {
            var started = start(service);
            var id = started.path("execution_id").asString("");
            output.line(id);
            if (wait) {
                return new ExecutionEnd(output).tell(new Follow(service, output).execution(id, _ -> {}));
            }
            output.remark("Started. Follow it: ./nuzantara execution %s --watch".formatted(id));
            output.document(started);
            return 0;
        }
    }

    private JsonNode start(ServiceClient service) {
        var path = "/api/autonomous-agents/" + ServiceClient.encoded(agent.replace('_', '-')) + "/run";
        return service.post(path, Map.of(), parameters(), key == null ? Map.of() : Map.of("Idempotency-Key", key));
    }

    /** Whatever was typed goes to the service, which knows the ranges and names the field that is wrong. */
    private Map<String, Object> parameters() {
        var parameters = new LinkedHashMap<String, Object>();
        if (daysBack != null) {
            parameters.put("days_back", daysBack.matches("-?[0-9]{1,18}") ? Long.valueOf(daysBack) : daysBack);
        }
        if (initSchema) {
            parameters.put("init_schema", true);
        }
        return parameters;
    }

    /** Tells how an execution ended: its result, or its failure. */
    record ExecutionEnd(Output output) {

        int tell(JsonNode document) {
            var execution = Json.as(document, ExecutionView.class);
            return switch (execution.status()) {
                case "failed", "cancelled" -> throw failed(execution, document);
                default -> {
                    show(execution);
                    output.document(document);
                    yield 0;
                }
            };
        }

        static CommandFailed failed(ExecutionView execution, JsonNode document) {
            var why = execution.error() == null ? "" : ": " + execution.error();
            return new CommandFailed(
                    CommandFailed.FAILED,
                    "execution-" + execution.status(),
                    "%s %s%s See: ./nuzantara execution %s"
                            .formatted(execution.agentName(), execution.status(), why, execution.executionId()),
                    Json.object().set("execution", document));
        }

        void show(ExecutionView execution) {
            output.line("%s %s in %s"
                    .formatted(
                            execution.agentName(),
                            Words.status(execution),
                            Durations.between(execution.startedAt(), execution.completedAt())));
            if (execution.message() != null) {
                output.line("  " + execution.message());
            }
            Words.figures(execution.result()).forEach(figure -> output.line("  " + figure));
        }
    }
}
