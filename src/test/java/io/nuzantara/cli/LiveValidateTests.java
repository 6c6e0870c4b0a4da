package io.nuzantara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.database.DataDirectory;
import io.nuzantara.telemetry.Nodes;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The command against the service itself; what other tests leave in its database decides whether all is met. */
@ApplicationTest
class LiveValidateTests {

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    @Autowired
    Nodes nodes;

    @Test
    void theServiceAnswersWithATokenOfTheReleaseAndRefusesWithout() {
        Awaitility.await().until(() -> !nodes.alive().isEmpty());

        var typed = commands(data.read("admin.token").orElseThrow()).type("validate", "--json");

        var document = typed.code() == 0 ? typed.document() : typed.problem().path("validation");
        assertThat(state(document, "agents-status")).isEqualTo("met");
        assertThat(state(document, "token-required")).isEqualTo("met");
        assertThat(document.path("lines").size()).isEqualTo(6);
    }

    @Test
    void aTokenThatIsNotKnownIsThree() {
        var typed = commands("nzt_nobody").type("validate", "--wait", "1m");

        assertThat(typed.code()).isEqualTo(3);
        assertThat(typed.err()).contains("--token-file FILE");
    }

    private static String state(JsonNode document, String id) {
        return document.path("lines")
                .valueStream()
                .filter(line -> line.path("id").stringValue().equals(id))
                .map(line -> line.path("state").stringValue())
                .findFirst()
                .orElse("");
    }

    private CommandLineProbe commands(String token) {
        return new CommandLineProbe(LiveValidateTests.class, Path.of("/elsewhere"))
                .with("NUZANTARA_URL", "http://127.0.0.1:" + port)
                .with("NUZANTARA_TOKEN", token);
    }
}
