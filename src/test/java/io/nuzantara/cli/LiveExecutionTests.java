package io.nuzantara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.database.DataDirectory;
import io.nuzantara.execution.ApprovalRequest;
import io.nuzantara.execution.Decision;
import io.nuzantara.execution.Executions;
import io.nuzantara.execution.Outcome;
import io.nuzantara.execution.Parameters;
import io.nuzantara.execution.ProbeAgent;
import io.nuzantara.execution.Start;
import io.nuzantara.execution.StartRequest;
import io.nuzantara.execution.Trigger;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The commands about an execution against the service itself. */
@ApplicationTest
class LiveExecutionTests {

    @LocalServerPort
    int port;

    @Autowired
    Executions executions;

    @Autowired
    ProbeAgent probe;

    @Autowired
    DataDirectory data;

    private final CommandLineProbe commands = new CommandLineProbe(LiveExecutionTests.class, Path.of("/elsewhere"));

    private record Publication(String text) {}

    @BeforeEach
    void connect() {
        commands.with("NUZANTARA_URL", "http://127.0.0.1:" + port)
                .with("NUZANTARA_TOKEN", data.read("admin.token").orElseThrow());
        probe.teach("cli-live", execution -> {
            execution.step("collect", String.class, () -> "collected");
            var decision = execution.approval(
                    "publish", new ApprovalRequest("prompt:approve", "Publish it", new Publication("hello")));
            return new Outcome.Completed(
                    decision instanceof Decision.Approved(var payload, var _)
                            ? "published " + payload.path("text").asString()
                            : "not published",
                    Map.of());
        });
    }

    @Test
    void anExecutionIsWatchedApprovedLoggedAndRetried() {
        var id = started();

        assertThat(commands.type("execution", id, "--watch").out())
                .contains("accepted", "step completed  step collect", "waiting approval");

        var waiting = commands.type("execution", id, "--json").document();
        var approval = waiting.path("state").path("approval_id").asString("");
        assertThat(commands.type("approvals", "list", "--agent", "probe").out()).contains(approval, "Publish it");
        assertThat(commands.answering("y\n")
                        .type("approvals", "approve", approval, "--no-color")
                        .out())
                .contains("\"text\" : \"hello\"", "Approved " + approval);

        var watched = commands.type("execution", id, "--watch", "--no-color");
        assertThat(watched.code()).isZero();
        assertThat(watched.out()).contains("approval decided", "probe completed in", "published hello");

        var log = commands.type("execution", id, "--log", "--json").document().path("events");
        var seqs = log.valueStream().map(event -> event.path("seq").asLong(0)).toList();
        assertThat(seqs)
                .isEqualTo(java.util.stream.LongStream.rangeClosed(1, seqs.size())
                        .boxed()
                        .toList());
        assertThat(log.get(log.size() - 1).path("kind").asString("")).isEqualTo("completed");

        var retry = commands.type("execution", id, "--retry").out().strip();
        assertThat(commands.type("execution", retry, "--cancel").code()).isZero();
        assertThat(commands.type("execution", retry, "--watch").code()).isEqualTo(1);
        assertThat(commands.type("execution", retry, "--cancel").err()).contains("cancelled");
    }

    private String started() {
        var start = executions.start(new StartRequest(
                "probe", new Parameters(Map.of("work", "cli-live")), Trigger.CLI, "test", "probe:cli-live", null));
        var id = ((Start.Accepted) start).id();
        Awaitility.await()
                .until(() -> executions.find(id).orElseThrow().status().equals("waiting_approval"));
        return id.toString();
    }
}
