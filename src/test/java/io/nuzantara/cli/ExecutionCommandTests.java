package io.nuzantara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be asked of one execution, and of what it asks people. */
class ExecutionCommandTests {

    private static final String EXECUTION = "/api/autonomous-agents/executions/" + Answers.ID;
    private static final String EVENTS = "GET " + EXECUTION + "/events";
    private static final String APPROVAL = "/api/approvals/" + Answers.ID;

    @TempDir
    private Path directory;

    private FakeService service;
    private CommandLineProbe probe;

    @BeforeEach
    void start() throws IOException {
        service = new FakeService()
                .answers("GET " + EXECUTION, 200, Answers.execution("completed"))
                .answers("GET " + APPROVAL, 200, Answers.approval("pending"));
        probe = new CommandLineProbe(ExecutionCommandTests.class, directory)
                .with("NUZANTARA_URL", service.url())
                .with("NUZANTARA_TOKEN", "nzt_x");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private CommandLineProbe.Typed execution(String option, String... more) {
        return type("execution " + Answers.ID + " " + option, more);
    }

    private CommandLineProbe.Typed type(String line, String... more) {
        var words = new ArrayList<>(List.of(line.split(" ", -1)));
        words.addAll(List.of(more));
        return probe.type(words.toArray(String[]::new));
    }

    private List<String> lastEventIds() {
        return service.requests().stream()
                .filter(request -> request.line().equals(EVENTS))
                .map(FakeService.Request::lastEventId)
                .toList();
    }

    @Test
    void watchingGoesOnBehindTheLastEventAfterEveryCut() {
        service.answers(
                EVENTS,
                200,
                Answers.events(1),
                Answers.events() + "id: 2\nevent: step_completed\nda",
                Answers.events(1, 2),
                Answers.events(2, 3));

        var typed = execution("--watch");

        assertThat(typed.code()).isZero();
        assertThat(typed.out().lines().limit(3))
                .containsExactly(
                        "2026-03-01T10:00:01Z  accepted",
                        "2026-03-01T10:00:02Z  step completed  step collect",
                        "2026-03-01T10:00:03Z  completed");
        assertThat(typed.out()).contains("conversation_trainer completed in 1 min 15 s");
        assertThat(lastEventIds()).hasSize(4).startsWith("null", "1").endsWith("2");
    }

    @Test
    void watchingAsJsonPrintsADocumentAnEventAndThenTheExecution() {
        service.answers(EVENTS, 200, Answers.events(1, 2, 3));

        var typed = execution("--watch --json");

        assertThat(typed.err()).isEmpty();
        assertThat(typed.out().lines().map(line -> Json.tree(line).path("kind").asString("execution")))
                .containsExactly("accepted", "step_completed", "completed", "execution");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void watchingWaitsForAServiceThatIsAway(int status) {
        service.answers(EVENTS, 200, Answers.events(1))
                .problem(EVENTS, status, "away", "Not now.")
                .answers(EVENTS, 200, Answers.events(2, 3));

        assertThat(execution("--watch").code()).isZero();
        assertThat(lastEventIds()).containsExactly("null", "1", "1");
    }

    @Test
    void watchingGivesUpAServiceThatStaysAway() {
        service.answers(EVENTS, 200, Answers.events(1)).problem(EVENTS, 503, "away", "Not now.");

        var typed = execution("--watch --timeout 300ms");

        assertThat(typed.code()).isEqualTo(3);
        assertThat(typed.err()).contains("Not now.");
        assertThat(lastEventIds()).hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @CsvSource({"401, 3", "403, 3", "404, 1"})
    void watchingDoesNotInsist(int status, int code) {
        service.answers(EVENTS, 200, Answers.events(1)).problem(EVENTS, status, "forbidden", "No.");

        assertThat(execution("--watch").code()).isEqualTo(code);
        assertThat(lastEventIds()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"failed, 1", "cancelled, 1", "completed, 0", "waiting_approval, 0"})
    void watchingEndsAsTheExecutionEnds(String status, int code) throws IOException {
        try (var ending = new FakeService()
                .answers("GET " + EXECUTION, 200, Answers.execution(status))
                .answers(EVENTS, 200, "id: 1\nevent: " + status + "\ndata: {\"seq\":1}\n\n")) {
            probe.with("NUZANTARA_URL", ending.url());

            assertThat(execution("--watch").code()).isEqualTo(code);
        }
    }

    @Test
    void watchingAnExecutionThatWaitedLongAgoGoesOn() {
        service.answers(EVENTS, 200, "id: 1\nevent: waiting_approval\ndata: {\"seq\":1}\n\n" + Answers.events(2, 3));

        assertThat(execution("--watch").out()).contains("waiting approval", "step completed", "completed");
    }

    @Test
    void progressIsShownBesideTheEvents() {
        service.answers(
                EVENTS,
                200,
                "event: progress\ndata: {\"agent_name\":\"trainer\",\"phase\":\"reading\",\"done\":3,\"total\":9}\n\n"
                        + Answers.events(1, 2, 3));

        var typed = execution("--watch");

        assertThat(typed.err()).isEqualTo("trainer, reading, 3 of 9\n");
        assertThat(typed.out()).doesNotContain("progress");
    }

    @Test
    void theLogOfARunningExecutionEndsWithItsNewestEvent() throws IOException {
        try (var running = new FakeService()
                .answers("GET " + EXECUTION, 200, Answers.execution("running"))
                .answers(EVENTS, 200, Answers.events(1, 2), "id: 3\nevent: degraded\ndata: {\"seq\":3}\n\n")) {
            probe.with("NUZANTARA_URL", running.url());

            var typed = execution("--log --json");

            assertThat(typed.code()).isZero();
            assertThat(typed.document().path("events").size()).isEqualTo(3);
            assertThat(typed.document().path("execution_id").asString("")).isEqualTo(Answers.ID.toString());
        }
    }

    @Test
    void theLogPrintsALineAnEvent() {
        service.answers(EVENTS, 200, Answers.events(1, 2, 3));

        assertThat(execution("--log").out()).isEqualTo("""
                        2026-03-01T10:00:01Z  accepted
                        2026-03-01T10:00:02Z  step completed  step collect
                        2026-03-01T10:00:03Z  completed
                        """);
    }

    @Test
    void aRetryPrintsTheNewExecution() {
        service.answers("POST " + EXECUTION + "/retry", 202, Answers.execution("started"));

        assertThat(execution("--retry").out()).isEqualTo(Answers.ID + "\n");
        assertThat(execution("--retry-failed").out()).isEqualTo(Answers.ID + "\n");
        assertThat(service.requests())
                .extracting(FakeService.Request::query)
                .containsExactly("null", "failed_items=true");
    }

    @Test
    void whatCannotBeCancelledIsAFailure() {
        service.problem("POST " + EXECUTION + "/cancel", 409, "execution-finished", "It has ended.");

        var typed = execution("--cancel");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).isEqualTo("It has ended. See: ./nuzantara executions\n");
    }

    @Test
    void aPersonSeesWhatIsApprovedAndIsAsked() {
        service.answers("POST " + APPROVAL + "/decision", 200, Answers.approval("approved"));
        probe.answering("y\n");

        var typed = type("approvals approve " + Answers.ID + " --no-color");

        assertThat(typed.code()).isZero();
        assertThat(typed.out())
                .contains("conversation_trainer asks: Publish the new prompt")
                .contains("\"text\" : \"Answer")
                .contains("Approved " + Answers.ID)
                .doesNotContain("\u001b");
        assertThat(typed.err()).contains("Approve this? [y/N]");
        assertThat(service.requests().getLast().body())
                .isEqualTo("{\"decision\":\"approve\",\"payload_hash\":\"%s\"}".formatted("ab".repeat(32)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "n\n", "no\n", "maybe\n"})
    void anythingButYesApprovesNothing(String answer) {
        probe.answering(answer);

        var typed = type("approvals approve " + Answers.ID);

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("Nothing was decided").contains("./nuzantara approvals reject");
        assertThat(service.requests()).extracting(FakeService.Request::line).containsExactly("GET " + APPROVAL);
    }

    @Test
    void whereNobodyCanBeAskedTheHashIsNeeded() {
        for (var line : List.of("approvals approve " + Answers.ID, "approvals approve " + Answers.ID + " --json")) {
            var typed = type(line);

            assertThat(typed.code()).isEqualTo(2);
            assertThat(typed.err()).contains("--hash H");
        }
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void aRejectionCarriesItsReasonAndWhatWasThere() {
        service.answers("POST " + APPROVAL + "/decision", 200, Answers.approval("rejected"));

        assertThat(type("approvals reject " + Answers.ID + " --note", "too long")
                        .code())
                .isZero();
        assertThat(service.requests().getLast().body())
                .isEqualTo("{\"decision\":\"reject\",\"payload_hash\":\"%s\",\"note\":\"too long\"}"
                        .formatted("ab".repeat(32)));
    }

    @Test
    void whoComesTooLateIsTold() {
        service.problem("POST " + APPROVAL + "/decision", 409, "approval-decided", "bob rejected it.");

        var typed = type("approvals approve " + Answers.ID + " --hash " + "ab".repeat(32));

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).isEqualTo("bob rejected it. See: ./nuzantara approvals list\n");
    }

    @Test
    void stoppingSaysWhoStoppedAndHowToGoOn() {
        service.answers(
                "POST /api/stop",
                200,
                "{\"stopped\":{\"since\":\"2026-03-01T10:00:00Z\",\"by\":\"ada\",\"reason\":\"flood\"}}");

        var typed = type("stop --reason", "flood");

        assertThat(typed.out()).isEqualTo("Stopped by ada since 2026-03-01T10:00:00Z: flood\n");
        assertThat(typed.err()).contains("./nuzantara resume");
        assertThat(service.requests().getFirst().body()).isEqualTo("{\"reason\":\"flood\"}");
    }

    @Test
    void resumingWhileSomebodyStopsAgainFails() {
        service.answers("POST /api/resume", 200, "{\"stopped\":{\"reason\":\"flood\"}}");

        assertThat(type("resume").code()).isEqualTo(1);
    }
}
