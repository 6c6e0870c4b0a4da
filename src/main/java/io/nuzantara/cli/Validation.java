package io.nuzantara.cli;

import io.nuzantara.api.AgentsStatus;
import io.nuzantara.api.AgentsStatus.AgentStatus;
import io.nuzantara.readiness.SuccessView;
import io.nuzantara.readiness.SuccessView.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Looks at a deployment from outside: what the services know of it, and what only somebody else than they can see. */
final class Validation {

    private static final String STATUS = "/api/autonomous-agents/status";
    private static final String NOW = "now";
    private static final int SHORTEST_COMMIT = 7;
    private static final Set<String> SILENCE = Set.of("service-unreachable", "service-silent");

    private final ServiceClient agents;
    private final ServiceClient orchestrator;
    private final String stage;
    private final @Nullable String expected;
    private final Set<String> started = new HashSet<>();

    /**
     * A validation of one deployment.
     *
     * @param agents the service that people and programs use; may be an orchestrator, which serves no agents
     * @param orchestrator the process that runs cycles, or the same
     * @param expected version or start of the commit that must run; null = whichever does
     */
    Validation(ServiceClient agents, ServiceClient orchestrator, String stage, @Nullable String expected) {
        this.agents = agents;
        this.orchestrator = orchestrator;
        this.stage = stage;
        this.expected = expected;
    }

    /** Whether the failure says that nobody answered. */
    static boolean isSilence(CommandFailed failure) {
        return SILENCE.contains(failure.code());
    }

    /**
     * How the deployment stands now.
     *
     * @throws CommandFailed when no service answers or the token is refused
     */
    SuccessView look() {
        var known = Json.as(known(), SuccessView.class);
        var lines = new ArrayList<Line>();
        if (stage.equals(NOW)) {
            lines.addAll(seenFromOutside(known));
        }
        lines.addAll(known.lines());
        expectation(known).ifPresent(lines::add);
        return new SuccessView(
                !known.lines().isEmpty() && lines.stream().allMatch(Line::isFine),
                known.stage(),
                known.checkedAt(),
                known.release(),
                lines);
    }

    /** What the services know; the orchestrator knows best, and each knows the others' part. */
    private JsonNode known() {
        var query = Map.of("stage", stage);
        try {
            return orchestrator.get("/api/success", query);
        } catch (CommandFailed failure) {
            if (orchestrator == agents || !isSilence(failure)) {
                throw failure;
            }
            return agents.get("/api/success", query);
        }
    }

    private List<Line> seenFromOutside(SuccessView known) {
        var status = statusLine(known);
        return Stream.of(status, tokenLine()).flatMap(Optional::stream).toList();
    }

    /** Empty where the service is an orchestrator, which serves no agents. */
    private Optional<Line> statusLine(SuccessView known) {
        try {
            var status = Json.as(agents.get(STATUS), AgentsStatus.class);
            var wrong = wrong(status, known);
            return Optional.of(line(
                    "agents-status",
                    "The agents answer with a token",
                    wrong == null ? "met" : "not_yet",
                    wrong == null
                            ? "%d agents, version %s.".formatted(status.totalAgents(), status.version())
                            : wrong));
        } catch (CommandFailed failure) {
            if (isUnknownThere(failure)) {
                return Optional.empty();
            }
            return Optional.of(line("agents-status", "The agents answer with a token", "failed", said(failure)));
        }
    }

    private static boolean isUnknownThere(CommandFailed failure) {
        return status(failure) == 404;
    }

    private static int status(CommandFailed failure) {
        return failure.problem() == null ? 0 : failure.problem().path("status").asInt(0);
    }

    private static String said(CommandFailed failure) {
        return failure.sentence().replaceAll("(?s)(?<=[.]) .*", "");
    }

    private static @Nullable String wrong(AgentsStatus status, SuccessView known) {
        var missing = new TreeSet<>(AgentsStatus.BUILT_IN);
        missing.removeAll(status.agents().stream().map(AgentStatus::id).collect(Collectors.toSet()));
        if (!missing.isEmpty()) {
            return "It lacks %s.".formatted(String.join(", ", missing));
        }
        var release = known.release();
        return release == null || release.version().equals(status.version())
                ? null
                : "It is of version %s; %s was deployed.".formatted(status.version(), release.version());
    }

    private Optional<Line> tokenLine() {
        try (var stranger = agents.withoutToken()) {
            stranger.get(STATUS);
            return Optional.of(tokenLine("failed", "They answer anybody: check what stands in front of the service."));
        } catch (CommandFailed refused) {
            if (isSilence(refused)) {
                return Optional.empty();
            }
            return Optional.of(
                    status(refused) == 401
                            ? tokenLine("met", "401.")
                            : tokenLine("failed", "Expected 401: " + said(refused)));
        }
    }

    private static Line tokenLine(String state, String says) {
        return line("token-required", "Without a token they refuse", state, says);
    }

    private Optional<Line> expectation(SuccessView known) {
        var release = known.release();
        return expected == null || release == null
                ? Optional.empty()
                : Optional.of(line(
                        "version-expected",
                        "%s runs".formatted(expected),
                        isExpected(release, expected) ? "met" : "not_yet",
                        "%s, commit %s.".formatted(release.version(), Words.orDash(release.commit()))));
    }

    private static boolean isExpected(SuccessView.Release release, String wanted) {
        var commit = release.commit();
        return release.version().equals(wanted)
                || (commit != null && wanted.length() >= SHORTEST_COMMIT && commit.startsWith(wanted));
    }

    private static Line line(String id, String title, String state, String says) {
        return new Line(id, NOW, title, state, says, STATUS);
    }

    /** Starts the agent that a promise waits for, unless it works or will before the end of the waiting; each once. */
    void start(SuccessView seen, Instant end) {
        if (isMissing(seen, "execution-completed")) {
            start(
                    "knowledge_graph_builder",
                    seen,
                    status -> status.agents().stream().noneMatch(agent -> agent.active() != null || isDue(agent, end)));
        }
        if (isMissing(seen, "all-agents-completed")) {
            start(
                    "conversation_trainer",
                    seen,
                    status -> status.agents().stream()
                            .filter(agent -> agent.id().equals("conversation_trainer"))
                            .noneMatch(agent -> agent.active() != null || isDue(agent, end) || isDone(agent, seen)));
        }
    }

    private static boolean isMissing(SuccessView seen, String id) {
        return seen.lines().stream()
                .anyMatch(line -> line.id().equals(id) && line.state().equals("not_yet"));
    }

    private static boolean isDue(AgentStatus agent, Instant end) {
        return agent.nextRunAt() != null && agent.nextRunAt().isBefore(end);
    }

    private static boolean isDone(AgentStatus agent, SuccessView seen) {
        return seen.release() != null
                && agent.lastCompletedAt() != null
                && !agent.lastCompletedAt().isBefore(seen.release().since());
    }

    private void start(String agent, SuccessView seen, Predicate<AgentsStatus> isNeeded) {
        var release = seen.release();
        if (release == null || started.contains(agent)) {
            return;
        }
        try {
            if (isNeeded.test(Json.as(agents.get(STATUS), AgentsStatus.class))) {
                started.add(agent);
                agents.post(
                        "/api/autonomous-agents/%s/run".formatted(agent.replace('_', '-')),
                        Map.of(),
                        Map.of(),
                        Map.of("Idempotency-Key", "validate:%s:%s".formatted(agent, release.since())));
            }
        } catch (CommandFailed failure) {
            if (!isUnknownThere(failure) && !failure.code().equals("execution-active")) {
                throw failure;
            }
        }
    }
}
