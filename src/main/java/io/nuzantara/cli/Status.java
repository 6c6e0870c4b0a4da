package io.nuzantara.cli;

import io.nuzantara.api.AgentsStatus;
import io.nuzantara.api.AgentsStatus.AgentStatus;
import io.nuzantara.llm.SpendingView;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** All agents at a glance. */
@Command(name = "status", description = "Agents, their schedules, last results and what waits for them.")
class Status implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final Remote remote = new Remote();

    @Option(names = "--watch", description = "Again and again, until interrupted.")
    private boolean watch;

    Status(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var output = remote.output(surroundings);
        try (var service = remote.connect(surroundings)) {
            show(service, output);
            while (watch) {
                Follow.pause(surroundings);
                show(service, output);
            }
            return 0;
        }
    }

    private static void show(ServiceClient service, Output output) {
        var document = service.get("/api/autonomous-agents/status");
        var status = Json.as(document, AgentsStatus.class);
        output.table(
                List.of("AGENT", "LAST", "COMPLETED", "NOW", "WAITING", "SCHEDULE"),
                status.agents().stream().map(Status::row).toList());
        var spending = spending(service);
        spending.ifPresent(today -> output.line(sentence(today)));
        output.remark("%d executions in 24 hours; version %s".formatted(status.recentExecutions(), status.version()));
        if (document instanceof ObjectNode object) {
            spending.ifPresent(today -> object.set("spending", Json.tree(today)));
        }
        output.document(document);
    }

    /** A service of an earlier release does not know. */
    private static Optional<SpendingView.Today> spending(ServiceClient service) {
        try {
            return Optional.of(
                    Json.as(service.get("/api/llm"), SpendingView.class).today());
        } catch (CommandFailed e) {
            if (e.exitCode() == CommandFailed.FAILED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String sentence(SpendingView.Today today) {
        return "Language models: %s of %s USD spent on %s, %s reserved"
                .formatted(usd(today.spent()), usd(today.cap()), today.day(), usd(today.reserved()));
    }

    private static String usd(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.CEILING).toPlainString();
    }

    private static List<String> row(AgentStatus agent) {
        return List.of(
                agent.id(),
                agent.enabled() ? Words.orDash(agent.lastStatus()) : "switched off",
                Words.time(agent.lastCompletedAt()),
                agent.active() == null
                        ? "-"
                        : Words.orDash(agent.active().state().phase()),
                backlog(agent),
                agent.schedule());
    }

    private static String backlog(AgentStatus agent) {
        return Words.orDash(agent.backlog().entrySet().stream()
                .filter(waiting -> waiting.getValue() > 0)
                .map(waiting -> waiting.getValue() + " " + Words.name(waiting.getKey()))
                .collect(Collectors.joining(", ")));
    }
}
