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
import picocli.CommandLine.Parameters;

/** Executions: the list, and one. */
final class ExecutionCommands {

    private ExecutionCommands() {}

    /** A page of executions, newest first. */
    @Command(name = "executions", description = "Executions, newest first.")
    static class Many implements Callable<Integer> {

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

        @Option(names = "--limit", paramLabel = "N", description = "1-200 (default 20).")
        private @Nullable String limit;

        @Option(names = "--cursor", paramLabel = "CURSOR", description = "next_cursor of the page before.")
        private @Nullable String cursor;

        Many(Surroundings surroundings) {
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
                        page.executions().stream().map(Many::row).toList());
                if (page.nextCursor() != null) {
                    output.remark("%d in all; next page: --cursor %s".formatted(page.total(), page.nextCursor()));
                }
                output.document(document);
                return 0;
            }
        }

        private Map<String, String> filter() {
            var filter = new LinkedHashMap<String, String>();
            put(filter, "agent", agent == null ? null : agent.replace('-', '_'));
            put(filter, "status", status);
            put(filter, "degraded", degraded);
            put(filter, "trigger", trigger);
            put(filter, "limit", limit);
            put(filter, "cursor", cursor);
            return filter;
        }

        private static void put(Map<String, String> filter, String name, @Nullable String value) {
            if (value != null) {
                filter.put(name, value);
            }
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

    /** One execution. */
    @Command(name = "execution", description = "One execution: where it stands or how it ended.")
    static class One implements Callable<Integer> {

        private final Surroundings surroundings;

        @Mixin
        private final Remote remote = new Remote();

        @Parameters(paramLabel = "ID", description = "The execution's id.")
        private String id = "";

        @Option(names = "--watch", description = "Follow it to its end; with --json one document a look.")
        private boolean watch;

        One(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            var output = remote.output(surroundings);
            try (var service = remote.connect(surroundings)) {
                return watch ? follow(service, output) : show(service, output);
            }
        }

        private int show(ServiceClient service, Output output) {
            var document = service.get("/api/autonomous-agents/executions/" + ServiceClient.encoded(id));
            var execution = Json.as(document, ExecutionView.class);
            output.line(Words.standing(execution));
            if (execution.error() != null) {
                output.line("  " + execution.error());
            }
            if (execution.isFinal()) {
                new Run.ExecutionEnd(output).show(execution);
            }
            output.table(
                    List.of("STEP", "STATUS", "TOOK"),
                    execution.steps().stream()
                            .map(step -> List.of(
                                    step.name(),
                                    step.status(),
                                    Words.orDash(Durations.between(step.startedAt(), step.finishedAt()))))
                            .toList());
            output.document(document);
            return 0;
        }

        private int follow(ServiceClient service, Output output) {
            var last = new Follow(service, output).execution(id, output::document);
            var execution = Json.as(last, ExecutionView.class);
            if (execution.status().equals("failed") || execution.status().equals("cancelled")) {
                return new Run.ExecutionEnd(output).tell(last);
            }
            new Run.ExecutionEnd(output).show(execution);
            return 0;
        }
    }
}
