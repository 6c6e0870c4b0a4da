package io.nuzantara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command against a server that speaks our API. */
class CommandTests {

    private static final String EXECUTION = "GET /api/autonomous-agents/executions/" + Answers.ID;
    private static final String RUN = "POST /api/autonomous-agents/conversation-trainer/run";
    private static final String APPROVAL = "/api/approvals/" + Answers.ID;
    private static final String CYCLES = "/api/orchestrator/cycles";
    private static final String COMMANDS = """
            status
            executions --agent conversation-trainer
            executions --since 2h
            execution %1$s
            execution %1$s --log
            execution %1$s --cancel
            execution %1$s --retry
            execution %1$s --retry-failed
            approvals list
            approvals list --status approved --agent conversation-trainer
            approvals approve %1$s --hash abc
            approvals reject %1$s --note no
            stop --reason flood
            resume
            run conversation_trainer
            run conversation_trainer --wait
            cycle
            cycle --wait
            cycle --list
            plan
            plan --explain
            token create --name ci --scope read
            token list
            token revoke abc
            """.formatted(Answers.ID);

    @TempDir
    private Path directory;

    private FakeService service;
    private CommandLineProbe probe;

    @BeforeEach
    void start() throws IOException {
        service = new FakeService()
                .answers("GET /api/autonomous-agents/status", 200, Answers.status())
                .answers("GET /api/autonomous-agents/executions", 200, Answers.executions("next"))
                .answers(RUN, 202, Answers.execution("started"))
                .answers(EXECUTION, 200, Answers.execution("running"), Answers.execution("completed"))
                .answers("POST " + CYCLES, 202, Answers.cycle("running", "planned"))
                .answers(
                        "GET " + CYCLES + "/" + Answers.ID,
                        200,
                        Answers.cycle("running", "running"),
                        Answers.cycle("completed", "completed"))
                .answers("GET " + CYCLES, 200, Map.of("cycles", List.of(Answers.cycle("completed", "completed"))))
                .answers("GET /api/orchestrator/plan", 200, Answers.plan())
                .answers(EXECUTION + "/events", 200, Answers.events(1, 2, 3))
                .answers("POST " + EXECUTION.substring(4) + "/cancel", 202, Answers.execution("running"))
                .answers("POST " + EXECUTION.substring(4) + "/retry", 202, Answers.execution("started"))
                .answers("GET /api/approvals", 200, Answers.approvals("next"))
                .answers("GET " + APPROVAL, 200, Answers.approval("pending"))
                .answers("POST " + APPROVAL + "/decision", 200, Answers.approval("approved"))
                .answers("POST /api/stop", 200, Map.of("stopped", Map.of("since", "s", "by", "ada", "reason", "flood")))
                .answers("POST /api/resume", 200, "{\"stopped\":null}")
                .answers("POST /api/tokens", 201, withText())
                .answers("GET /api/tokens", 200, Map.of("tokens", List.of(Answers.token())))
                .answers("DELETE /api/tokens/abc", 204, "");
        probe = new CommandLineProbe(CommandTests.class, directory)
                .with("NUZANTARA_URL", service.url())
                .with("NUZANTARA_TOKEN", "nzt_x");
    }

    private static Map<String, Object> withText() {
        var token = new LinkedHashMap<>(Answers.token());
        token.put("token", "nzt_secret");
        return token;
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private CommandLineProbe.Typed type(String line, String... more) {
        var words = new ArrayList<>(List.of(line.split(" ", -1)));
        words.addAll(List.of(more));
        return probe.type(words.toArray(String[]::new));
    }

    @Test
    void everyCommandPrintsExactlyOneDocumentAsJson() {
        COMMANDS.lines().forEach(command -> {
            var typed = type(command, "--json");

            assertThat(typed.err()).as(command).isEmpty();
            assertThat(typed.code()).as(command).isZero();
            assertThat(typed.out().lines()).as(command).hasSize(1);
            assertThat(typed.document().isObject()).as(command).isTrue();
        });
    }

    @Test
    void everyCommandIsPlainWithoutATerminal() {
        COMMANDS.lines().forEach(command -> {
            var typed = type(command);

            assertThat(typed.code()).as(command).isZero();
            assertThat(typed.out()).as(command).isNotBlank().doesNotContain("\u001b");
            assertThat(typed.err()).as(command).doesNotContain("\u001b").doesNotContain("\r");
        });
    }

    @Test
    void everyCommandWithoutServiceSaysHowToStartIt() {
        service.close();
        COMMANDS.lines().forEach(command -> {
            var typed = type(command);
            var asJson = type(command, "--json");

            assertThat(typed.code()).as(command).isEqualTo(3);
            assertThat(typed.out()).as(command).isEmpty();
            assertThat(typed.err())
                    .as(command)
                    .isEqualTo("Nothing answers at %s. Start it with: ./nuzantara up\n".formatted(service.url()));
            assertThat(asJson.out()).as(command).isEmpty();
            assertThat(asJson.err().lines()).as(command).hasSize(1);
            assertThat(asJson.problem().path("code").asString("")).isEqualTo("service-unreachable");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "400, parameter-invalid, 2, --help",
        "401, token-missing, 3, --token-file FILE",
        "403, permission-missing, 3, ./nuzantara status",
        "404, agent-unknown, 1, ./nuzantara status",
        "409, execution-active, 1, ./nuzantara status",
        "503, stopped, 3, ./nuzantara status",
        "500, unexpected, 1, ./nuzantara status"
    })
    void aRefusalIsToldWithTheNextCommand(int status, String code, int exitCode, String next) throws IOException {
        try (var refusing = new FakeService().problem(RUN, status, code, "It cannot be done.")) {
            probe.with("NUZANTARA_URL", refusing.url());

            var typed = type("run conversation_trainer");
            var asJson = type("run conversation_trainer --json");

            assertThat(typed.code()).isEqualTo(exitCode);
            assertThat(typed.out()).isEmpty();
            assertThat(typed.err()).startsWith("It cannot be done. ").endsWith(next + "\n");
            assertThat(asJson.code()).isEqualTo(exitCode);
            assertThat(asJson.out()).isEmpty();
            assertThat(asJson.problem().path("code").asString("")).isEqualTo(code);
            assertThat(asJson.problem().path("status").asInt(0)).isEqualTo(status);
            assertThat(asJson.problem().path("type").asString("")).isEqualTo("/help/problems/" + code);
        }
    }

    @Test
    void wrongFieldsAreNamed() throws IOException {
        var problem = """
                {"status": 400, "code": "parameter-invalid", "detail": "A parameter is wrong",
                 "errors": [{"pointer": "#/days_back", "detail": "must be 1 to 365"}]}
                """;
        try (var refusing = new FakeService().answers(RUN, 400, problem)) {
            probe.with("NUZANTARA_URL", refusing.url());

            assertThat(type("run conversation_trainer --days-back -5").err())
                    .isEqualTo("A parameter is wrong. days_back: must be 1 to 365. See: ./nuzantara --help\n");
            assertThat(refusing.requests().getFirst().body()).isEqualTo("{\"days_back\":-5}");
        }
    }

    @Test
    void whatIsNotNuzantaraIsToldApart() throws IOException {
        try (var other = new FakeService().answers("GET /api/autonomous-agents/status", 200, "<html>")) {
            probe.with("NUZANTARA_URL", other.url());

            assertThat(type("status").code()).isEqualTo(3);
            assertThat(type("status").err()).contains("is not Nuzantara");
        }
    }

    @Test
    void aServiceThatNeverAnswersEndsAtTheTimeout() throws IOException {
        try (var silent = new FakeService().answers("GET /api/autonomous-agents/status", 0, "")) {
            probe.with("NUZANTARA_URL", silent.url());

            var typed = type("status --timeout 200ms");

            assertThat(typed.code()).isEqualTo(3);
            assertThat(typed.err()).contains("did not answer in time").endsWith("--timeout 2m\n");
        }
    }

    @Test
    void runSendsWhatWasTypedAndTheToken() {
        var typed = type("run conversation_trainer --days-back 30 --init-schema --key k1");

        assertThat(typed.out()).isEqualTo(Answers.ID + "\n");
        var request = service.requests().getFirst();
        assertThat(request.line()).isEqualTo(RUN);
        assertThat(request.body()).isEqualTo("{\"days_back\":30,\"init_schema\":true}");
        assertThat(request.idempotencyKey()).isEqualTo("k1");
        assertThat(request.authorization()).isEqualTo("Bearer nzt_x");
    }

    @ParameterizedTest
    @CsvSource({"completed, 0", "waiting_approval, 0", "failed, 1", "cancelled, 1"})
    void waitingEndsAsTheExecutionEnds(String status, int code) throws IOException {
        try (var ending = new FakeService()
                .answers(RUN, 202, Answers.execution("started"))
                .answers(EXECUTION, 200, Answers.execution("running"), Answers.execution(status))) {
            probe.with("NUZANTARA_URL", ending.url());

            var typed = type("run conversation_trainer --wait --json");

            assertThat(typed.code()).isEqualTo(code);
            var document = code == 0 ? typed.document() : typed.problem().path("execution");
            assertThat(document.path("status").asString("")).isEqualTo(status);
            assertThat(code == 0 ? typed.err() : typed.out()).isEmpty();
        }
    }

    @Test
    void progressOffATerminalIsALineOnStderr() {
        var typed = type("run conversation_trainer --wait");

        assertThat(typed.err()).isEqualTo("conversation_trainer: running, comparing, 5 of 12\n");
        assertThat(typed.out())
                .contains("conversation_trainer completed in 1 min 15 s")
                .contains("insights found 3");
    }

    @Test
    void progressOnATerminalIsOneLineThatGoesAway() {
        probe.onTerminal();

        assertThat(type("run conversation_trainer --wait").err())
                .startsWith("\r\u001b[K")
                .endsWith("\r\u001b[K");
        assertThat(type("run conversation_trainer --wait -q").err()).isEmpty();
    }

    @Test
    void coloursAreForTerminalsOnlyAndCanBeSwitchedOff() {
        probe.onTerminal();
        assertThat(type("executions").out()).contains("\u001b[1m");
        assertThat(type("executions --no-color").out()).doesNotContain("\u001b");
        assertThat(probe.with("NO_COLOR", "1").type("executions").out()).doesNotContain("\u001b");
    }

    @Test
    void watchingTheStatusGoesOnUntilTheServiceIsGone() throws IOException {
        var line = "GET /api/autonomous-agents/status";
        try (var ending = new FakeService()
                .answers(line, 200, Answers.status(), Answers.status())
                .problem(line, 503, "stopped", "The service stops.")) {
            probe.with("NUZANTARA_URL", ending.url());

            var typed = type("status --watch --json");

            assertThat(typed.code()).isEqualTo(3);
            assertThat(typed.out().lines()).hasSize(2);
        }
    }

    @Test
    void filtersAreThoseOfTheApi() {
        type(
                "executions --agent conversation-trainer --status failed --degraded --trigger cycle --since 2h --limit 5 --cursor c");

        assertThat(service.requests().getFirst().query())
                .isEqualTo(
                        "agent=conversation_trainer&status=failed&degraded=true&trigger=cycle&since=2026-03-01T10:00:00.123456Z&limit=5&cursor=c");
    }

    @Test
    void aCycleIsReportedWithReasonsAndNumbers() {
        var typed = type("cycle --wait");

        assertThat(typed.code()).isZero();
        assertThat(typed.out())
                .contains("Cycle " + Answers.ID + " completed in 1 min 20 s")
                .contains("- Conversation Trainer: completed in 1 min 15 s")
                .contains("because 61 ratings wait")
                .contains("insights found 3, p value 0.031")
                .contains("- Performance Optimizer left out: it ran an hour ago");
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "skipped", "unreachable", "still_running"})
    void aCycleInWhichAnAgentDidNotDoItsWorkFails(String status) throws IOException {
        try (var ending = new FakeService()
                .answers("POST " + CYCLES, 202, Answers.cycle("running", "planned"))
                .answers("GET " + CYCLES + "/" + Answers.ID, 200, Answers.cycle("completed", status))) {
            probe.with("NUZANTARA_URL", ending.url());

            var typed = type("cycle --wait --json");

            assertThat(typed.code()).isEqualTo(1);
            assertThat(typed.out()).isEmpty();
            assertThat(typed.problem()
                            .path("cycle")
                            .path("runs")
                            .path(0)
                            .path("status")
                            .asString(""))
                    .isEqualTo(status);
        }
    }

    @Test
    void thePlanSaysWhyAndOnRequestFromWhat() {
        assertThat(type("plan").out())
                .contains("run   Conversation Trainer: 61 ratings wait")
                .contains("leave Performance Optimizer: it ran an hour ago until 2026-03-01T10:00:00Z")
                .doesNotContain("error_rate");
        assertThat(type("plan --explain").out()).contains("error_rate unknown: fewer than 11 requests");
    }

    @Test
    void aTokenIsAskedForWithItsScopesAndExpiry() {
        var typed = type("token create --name ci --scope read,ingest --agents knowledge-graph-builder --expires 2d");

        assertThat(typed.out()).isEqualTo("nzt_secret\n");
        var body = Json.tree(service.requests().getFirst().body());
        assertThat(body.path("scopes").toString()).isEqualTo("[\"read\",\"ingest\",\"run:knowledge_graph_builder\"]");
        assertThat(body.path("expires_at").asString("")).isEqualTo("2026-03-03T12:00:00Z");
    }

    @Test
    void aTokenForAFileIsWrittenForItsOwnerAndNotShown() throws IOException {
        var file = directory.resolve("ci.token");

        var typed = type("token create --name ci --scope read --json --out " + file);

        assertThat(Files.readString(file)).isEqualTo("nzt_secret\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(typed.out() + typed.err()).doesNotContain("nzt_secret");
    }

    @Test
    void noTokenIsMadeForAFileThatCannotBeMade() throws IOException {
        var file = Files.writeString(directory.resolve("taken"), "mine");

        assertThat(type("token create --name ci --scope read --out " + file).code())
                .isEqualTo(2);
        assertThat(Files.readString(file)).isEqualTo("mine");
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void textOfTheServiceCannotSteerTheTerminal() throws IOException {
        var hostile = Json.line(Answers.execution("completed"))
                .replace("12 conversations compared", "\\u001b[2Jgone\\u202e\\u0007\\nnew line");
        try (var sending = new FakeService().answers(EXECUTION, 200, hostile)) {
            probe.with("NUZANTARA_URL", sending.url()).onTerminal();

            assertThat(type("execution " + Answers.ID + " --no-color").out())
                    .contains("\ufffd[2Jgone\ufffd\ufffd new line")
                    .doesNotContain("\u001b", "\u202e", "\u0007");
        }
    }

    @Test
    void theAddressAndTokenComeFromTheDataDirectoryWhenNothingElseNamesThem() throws IOException {
        Files.writeString(directory.resolve("service.url"), service.url());
        Files.writeString(directory.resolve("admin.token"), "nzt_local\n");

        var typed = new CommandLineProbe(CommandTests.class, Path.of("/elsewhere"))
                .type("status", "--json", "--data", directory.toString());

        assertThat(typed.code()).isZero();
        assertThat(service.requests().getFirst().authorization()).isEqualTo("Bearer nzt_local");
    }

    @Test
    void anOptionWinsOverTheEnvironment() throws IOException {
        var file = Files.writeString(directory.resolve("other.token"), "nzt_other");
        probe.with("NUZANTARA_URL", "http://127.0.0.1:1");

        assertThat(type("status --url " + service.url() + "/ --token-file " + file)
                        .code())
                .isZero();
        assertThat(service.requests().getFirst().authorization()).isEqualTo("Bearer nzt_other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "ftp://127.0.0.1", "http://user:secret@127.0.0.1"})
    void anAddressThatIsNoneIsWrongUsage(String address) {
        assertThat(type("status --url " + address).code()).isEqualTo(2);
    }

    @Test
    void aTokenIsNeverGuessed() {
        probe.with("NUZANTARA_TOKEN_FILE", directory.resolve("none").toString());
        assertThat(type("status").code()).isEqualTo(2);

        probe.with("NUZANTARA_TOKEN", "");
        assertThat(type("status").code()).isEqualTo(3);
        assertThat(type("status").err()).contains("cannot be read");
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void whoLooksForTheDemoElsewhereIsToldWhereItIs() throws IOException {
        Files.createDirectories(directory.resolve("demo"));
        Files.writeString(directory.resolve("demo/service.url"), service.url());
        service.close();

        assertThat(type("status").err())
                .endsWith("The demo is running; add: --data " + directory.resolve("demo") + "\n");
    }
}
