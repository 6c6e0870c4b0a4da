package io.nuzantara.cli;

import io.nuzantara.api.ExecutionView;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** One execution. */
@Command(
        name = "execution",
        description = "One execution: where it stands, what happened, and what can be asked of it.")
class ExecutionCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final Remote remote = new Remote();

    @Parameters(paramLabel = "ID", description = "The execution's id.")
    private String id = "";

    @ArgGroup
    private @Nullable Action action;

    /** What is wanted of it, at most one thing. */
    static class Action {

        @Option(
                names = "--watch",
                description = "Follow it to its end, over cuts of the connection; with --json one document an event.")
        private boolean watch;

        @Option(names = "--log", description = "What has happened until now.")
        private boolean log;

        @Option(names = "--cancel", description = "End it; what is finished stays.")
        private boolean cancel;

        @Option(names = "--retry", description = "Do it again, as a new execution; prints its id.")
        private boolean retry;

        @Option(names = "--retry-failed", description = "Do its failed items again, as a new execution; prints its id.")
        private boolean retryFailed;
    }

    ExecutionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var output = remote.output(surroundings);
        var wanted = action == null ? new Action() : action;
        try (var service = remote.connect(surroundings)) {
            if (wanted.watch) {
                return watch(service, output);
            }
            if (wanted.log) {
                return log(service, output);
            }
            if (wanted.cancel) {
                return cancel(service, output);
            }
            return wanted.retry || wanted.retryFailed
                    ? retry(service, output, wanted.retryFailed)
                    : show(service, output);
        }
    }

    private String path() {
        return "/api/autonomous-agents/executions/" + ServiceClient.encoded(id);
    }

    private int show(ServiceClient service, Output output) {
        var document = service.get(path());
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
        if (execution.state().approvalId() != null) {
            output.remark("It waits for a decision: ./nuzantara approvals approve "
                    + execution.state().approvalId());
        }
        if (execution.links().retryFailed() != null) {
            output.remark("%d items failed. Do them again: ./nuzantara execution %s --retry-failed"
                    .formatted(execution.progress().failed(), id));
        }
        output.document(document);
        return 0;
    }

    /** Ends with the execution, or where a person must decide. */
    private int watch(ServiceClient service, Output output) {
        try (var progress = new ProgressLine(output)) {
            events(service).until(event -> {
                if (event.isProgress()) {
                    progress.show(EventText.progress(event));
                } else {
                    progress.hide();
                    output.line(EventText.line(event));
                }
                output.document(event.data());
                return event.isFinal() || (event.kind().equals("waiting_approval") && isWaiting(service));
            });
        }
        return new Run.ExecutionEnd(output).tell(service.get(path()));
    }

    /** An execution that waited once may have gone on long ago. */
    private boolean isWaiting(ServiceClient service) {
        return service.get(path()).path("status").asString("").equals("waiting_approval");
    }

    /** The timeline as it is now: it is complete with the newest event that the execution names. */
    private int log(ServiceClient service, Output output) {
        var document = service.get(path());
        var newest = Json.as(document, ExecutionView.class).state().lastEvent();
        var events = Json.array();
        if (newest > 0) {
            events(service).until(event -> {
                if (!event.isProgress()) {
                    output.line(EventText.line(event));
                    events.add(event.data());
                }
                return event.isFinal() || event.seq() >= newest;
            });
        }
        output.document(Json.object().put("execution_id", id).set("events", events));
        return 0;
    }

    private EventStream events(ServiceClient service) {
        return new EventStream(service, id, remote.timeout, surroundings);
    }

    private int cancel(ServiceClient service, Output output) {
        var document = service.post(path() + "/cancel");
        output.line("Cancelling " + id);
        output.remark("What is finished stays. See: ./nuzantara execution " + id);
        output.document(document);
        return 0;
    }

    private int retry(ServiceClient service, Output output, boolean failedItems) {
        var query = failedItems ? Map.of("failed_items", "true") : Map.<String, String>of();
        JsonNode document = service.post(path() + "/retry", query);
        var started = document.path("execution_id").asString("");
        output.line(started);
        output.remark("Started. Follow it: ./nuzantara execution %s --watch".formatted(started));
        output.document(document);
        return 0;
    }
}
