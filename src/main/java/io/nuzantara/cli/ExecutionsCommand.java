package io.nuzantara.cli;

import io.nuzantara.api.ExecutionPage;
import io.nuzantara.api.ExecutionView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A page of executions, newest first. */
@Command(name = "executions", description = "Executions, newest first.")
class ExecutionsCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final Remote remote = new Remote();

    @Option(names = "--agent", paramLabel = "AGENT", description = "Only of this agent.")
    private @Nullable String agent;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only in this status, for example failed.")
    private @Nullable String status;

    @Option(
            names = "--degraded",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Only those that completed, but not whole.")
    private @Nullable String degraded;

    @Option(
            names = "--trigger",
            paramLabel = "TRIGGER",
            description = "Only started by: api, schedule, cycle, retry, cli.")
    private @Nullable String trigger;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Since.Typed.class,
            description = "Only accepted since then: 2h or 7d ago, a day, or an instant.")
    private @Nullable Since since;

    @Option(names = "--limit", paramLabel = "N", description = "1-200 (default 20).")
    private @Nullable String limit;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "next_cursor of the page before.")
    private @Nullable String cursor;

    ExecutionsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var output = remote.output(surroundings);
        try (var service = remote.connect(surroundings)) {
            var document = service.get("/api/autonomous-agents/executions", filter());
            var page = Json.as(document, ExecutionPage.class);
            output.table(
                    List.of("EXECUTION", "AGENT", "STATUS", "TRIGGER", "STARTED", "TOOK", "MESSAGE"),
                    page.executions().stream().map(ExecutionsCommand::row).toList());
            if (page.nextCursor() != null) {
                output.remark("%s%d in all; next page: --cursor %s"
                        .formatted(page.totalIsLowerBound() ? "more than " : "", page.total(), page.nextCursor()));
            }
            output.document(document);
            return 0;
        }
    }

    private Map<String, String> filter() {
        var filter = new LinkedHashMap<String, String>();
        ServiceClient.put(filter, "agent", agent == null ? null : agent.replace('-', '_'));
        ServiceClient.put(filter, "status", status);
        ServiceClient.put(filter, "degraded", degraded);
        ServiceClient.put(filter, "trigger", trigger);
        ServiceClient.put(
                filter,
                "since",
                since == null ? null : since.instant(surroundings.clock()).toString());
        ServiceClient.put(filter, "limit", limit);
        ServiceClient.put(filter, "cursor", cursor);
        return filter;
    }

    private static List<String> row(ExecutionView execution) {
        return List.of(
                execution.executionId().toString(),
                execution.agentName(),
                Words.status(execution),
                execution.trigger(),
                Words.time(execution.startedAt()),
                Words.orDash(Durations.between(execution.startedAt(), execution.completedAt())),
                Words.orDash(execution.error() == null ? execution.message() : execution.error()));
    }
}
