package io.nuzantara.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.nuzantara.api.AgentsStatus;
import io.nuzantara.api.AgentsStatus.AgentStatus;
import io.nuzantara.api.ExecutionView;
import io.nuzantara.readiness.SuccessView;
import io.nuzantara.readiness.SuccessView.Line;
import io.nuzantara.readiness.SuccessView.Release;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ValidateTests {

    private static final String STATUS = "GET /api/autonomous-agents/status";
    private static final String SUCCESS = "GET /api/success";
    private static final String COMMIT = "b53dcf9ba6fbfa6ebca182bf3863ad4ae79128e1";
    private static final Line REACHABLE = line("agents-reachable", "met", "Answered.");
    private static final Line COMPLETED = line("execution-completed", "met", "1 completed.");

    @TempDir
    Path directory;

    private FakeService service;

    @BeforeEach
    void start() throws IOException {
        service = new FakeService();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aDeploymentThatHoldsIsZeroAndShowsEachPromise() {
        answering(1).answers(SUCCESS, 200, success(REACHABLE, COMPLETED));

        var typed = type("validate");

        assertThat(typed.code()).as(typed.err()).isZero();
        assertThat(typed.out().lines())
                .containsExactly(
                        "STATE\tWHAT\tWHY",
                        "met\tThe agents answer with a token\t4 agents, version 1.2.0.",
                        "met\tWithout a token they refuse\t401.",
                        "met\tPromise agents-reachable\tAnswered.",
                        "met\tPromise execution-completed\t1 completed.");
        assertThat(typed.err()).contains("1.2.0 (" + COMMIT + "), deployed at 2026-03-01T10:00:00Z");
        assertThat(service.requests())
                .extracting(FakeService.Request::line, FakeService.Request::authorization)
                .contains(tuple(STATUS, "Bearer nzt_test"), tuple(STATUS, "null"));
        assertThat(service.requests().getFirst().query()).isEqualTo("stage=now");
    }

    @Test
    void theDocumentHasTheFieldsOfTheApi() {
        answering(1).answers(SUCCESS, 200, success(REACHABLE, line("graph-populated", "not_applicable", "Nothing.")));

        var document = type("validate", "--json").document();

        assertThat(document.path("met").booleanValue()).isTrue();
        assertThat(document.at("/release/commit").stringValue()).isEqualTo(COMMIT);
        assertThat(ids(document))
                .containsExactly("agents-status", "token-required", "agents-reachable", "graph-populated");
        assertThat(document.at("/lines/0").propertyNames())
                .containsExactlyInAnyOrder("id", "stage", "title", "state", "says", "link");
    }

    @Test
    void aBrokenPromiseIsOneAndTheSentenceSaysWhichAndWhy() {
        answering(1)
                .answers(SUCCESS, 200, success(line("agents-reachable", "failed", "connection refused."), COMPLETED));

        var typed = type("validate");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out()).contains("failed\tPromise agents-reachable\tconnection refused.");
        assertThat(typed.err())
                .endsWith("Not met: Promise agents-reachable: connection refused. See: ./nuzantara preflight\n");
    }

    @Test
    void withJsonABrokenPromiseIsOneProblemWithTheWholeValidation() {
        answering(1).answers(SUCCESS, 200, success(line("agents-reachable", "not_yet", "It has not asked.")));

        var typed = type("validate", "--json");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.problem().path("code").stringValue()).isEqualTo("not-met");
        assertThat(typed.problem().at("/validation/met").booleanValue()).isFalse();
        assertThat(ids(typed.problem().path("validation"))).contains("agents-reachable");
    }

    @Test
    void agentsThatAnswerAnybodyAreNotMet() {
        service.answers(STATUS, 200, status(null)).answers(SUCCESS, 200, success(REACHABLE));

        var typed = type("validate");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out()).contains("failed\tWithout a token they refuse\tThey answer anybody");
    }

    @Test
    void agentsOfAnotherVersionOrWithoutOneOfTheFourAreNotMet() {
        service.answers(STATUS, 200, Answers.status())
                .problem(STATUS, 401, "unauthenticated", "No.")
                .answers(SUCCESS, 200, success(REACHABLE));

        var typed = type("validate");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out()).contains("not yet\tThe agents answer with a token\tIt lacks ");
    }

    @Test
    void nobodyThereIsThree() throws IOException {
        var gone = new FakeService();
        gone.close();

        var typed = type("validate", "--url", gone.url());

        assertThat(typed.code()).isEqualTo(3);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err()).contains("Nothing answers at " + gone.url());
    }

    @Test
    void killedAgentsAreRedWithTheReasonWhereTheOrchestratorLives() throws IOException {
        var gone = new FakeService();
        gone.close();
        service.answers(
                SUCCESS,
                200,
                success(line("agents-reachable", "failed", "The agents service does not answer: refused."), COMPLETED));

        var typed = type("validate", "--url", gone.url(), "--orchestrator-url", service.url());

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out())
                .contains("failed\tThe agents answer with a token\tNothing answers at " + gone.url())
                .contains("failed\tPromise agents-reachable\tThe agents service does not answer: refused.");
    }

    @Test
    void anOrchestratorAloneIsAskedWhatItKnows() {
        service.problem(STATUS, 404, "not-found", "There is no such thing.")
                .problem(STATUS, 401, "unauthenticated", "A token is needed.")
                .answers(SUCCESS, 200, success(REACHABLE));

        assertThat(ids(type("validate", "--json").document())).containsExactly("token-required", "agents-reachable");
    }

    @Test
    void whatIsMissingIsWaitedFor() {
        answering(3)
                .answers(
                        SUCCESS,
                        200,
                        success(line("agents-reachable", "not_yet", "It has not asked.")),
                        success(line("agents-reachable", "not_yet", "It has not asked.")),
                        success(REACHABLE));

        var typed = type("validate", "--wait", "1m");

        assertThat(typed.code()).as(typed.err()).isZero();
        assertThat(typed.err()).contains("Waiting: Promise agents-reachable: It has not asked.");
    }

    @Test
    void theWaitEndsAndSaysWhatIsStillMissing() {
        answering(9).answers(SUCCESS, 200, success(line("cycle-finished", "not_yet", "None has ended yet.")));

        var typed = type("validate", "--stage", "24h", "--wait", "15ms");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("None has ended yet.");
        assertThat(service.requests())
                .hasSize(4)
                .allSatisfy(request -> assertThat(request.query()).isEqualTo("stage=24h"));
    }

    @Test
    void whereNothingIsAtWorkTheGraphBuilderIsStartedOnce() {
        var missing = success(line("execution-completed", "not_yet", "None has begun yet."));
        service.answers(STATUS, 200, status(null))
                .answers("POST /api/autonomous-agents/knowledge-graph-builder/run", 202, Answers.execution("started"))
                .answers(SUCCESS, 200, missing, missing, success(COMPLETED));

        type("validate", "--wait", "1m");

        assertThat(service.requests())
                .filteredOn(request -> request.line().startsWith("POST"))
                .singleElement()
                .satisfies(request -> assertThat(request.idempotencyKey())
                        .isEqualTo("validate:knowledge_graph_builder:2026-03-01T10:00:00Z"));
    }

    @Test
    void whereAnAgentIsDueNothingIsStarted() {
        service.answers(STATUS, 200, status(CommandLineProbe.NOW.plusSeconds(30)))
                .answers(
                        SUCCESS,
                        200,
                        success(line("execution-completed", "not_yet", "None has begun yet.")),
                        success(COMPLETED));

        type("validate", "--wait", "1m");

        assertThat(service.requests()).noneMatch(request -> request.line().startsWith("POST"));
    }

    @Test
    void theVersionThatMustRunIsOneOfThePromises() {
        assertThat(expecting("1.2.0")).isZero();
        assertThat(expecting("b53dcf9")).isZero();
        assertThat(expecting("1.3.0")).isEqualTo(1);
        assertThat(expecting("b53")).isEqualTo(1);
    }

    private int expecting(String version) {
        answering(1).answers(SUCCESS, 200, success(REACHABLE));
        return type("validate", "--stage", "1h", "--expect", version).code();
    }

    @Test
    void aServiceThatNoProcessHasShownItselfInIsNotMet() {
        answering(1).answers(SUCCESS, 200, new SuccessView(false, "now", Answers.START, null, List.of()));

        var typed = type("validate");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("no process has shown itself");
    }

    @Test
    void aStageThatDoesNotExistIsWrongUsage() {
        var typed = type("validate", "--stage", "2h");

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err()).contains("'2h' is no stage: now, 1h, 24h or 48h");
    }

    /** A status for who has a token and a refusal for who has none, so many times. */
    private FakeService answering(int times) {
        for (var time = 0; time < times; time++) {
            service.answers(STATUS, 200, status(null)).problem(STATUS, 401, "unauthenticated", "A token is needed.");
        }
        return service;
    }

    private CommandLineProbe.Typed type(String... words) {
        return new CommandLineProbe(ValidateTests.class, directory)
                .with("NUZANTARA_URL", service.url())
                .with("NUZANTARA_TOKEN", "nzt_test")
                .type(words);
    }

    private static List<String> ids(JsonNode document) {
        return document.path("lines")
                .valueStream()
                .map(line -> line.path("id").stringValue())
                .toList();
    }

    private static SuccessView success(Line... lines) {
        return new SuccessView(
                Arrays.stream(lines).allMatch(Line::isFine),
                "now",
                Answers.START,
                new Release("1.2.0", COMMIT, "v1.2.0", Answers.START),
                List.of(lines));
    }

    private static Line line(String id, String state, String says) {
        return new Line(id, "now", "Promise " + id, state, says, "/cycles");
    }

    private static AgentsStatus status(@Nullable Instant next) {
        var agents = AgentsStatus.BUILT_IN.stream()
                .sorted()
                .map(id -> agent(id, next, null))
                .toList();
        return new AgentsStatus(true, 1, agents.size(), agents, 0, Answers.START, "1.2.0", null);
    }

    private static AgentStatus agent(String id, @Nullable Instant next, @Nullable ExecutionView active) {
        return new AgentStatus(
                id,
                id,
                "An agent.",
                "daily",
                5,
                1,
                "0 0 4 * * *",
                "UTC",
                true,
                false,
                60,
                List.of(),
                List.of(),
                Map.of(),
                0,
                null,
                null,
                null,
                null,
                next,
                active,
                null);
    }
}
