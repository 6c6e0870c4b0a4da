package io.nuzantara.readiness.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.LocalCaller;
import io.nuzantara.build.Build;
import io.nuzantara.database.DataDirectory;
import io.nuzantara.telemetry.Nodes;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The running application, in which cycles are switched off. */
@ApplicationTest
class SuccessApiTests {

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    @Autowired
    Nodes nodes;

    @Autowired
    Build build;

    private LocalCaller caller;

    @BeforeEach
    void connect() {
        Awaitility.await()
                .until(() -> nodes.alive().stream().anyMatch(node -> node.name().equals(nodes.self())));
        caller = new LocalCaller(port, data.read("admin.token").orElseThrow());
    }

    @Test
    void theReleaseIsThatOfThisProcess() {
        var release = caller.get("/api/success").json().path("release");

        assertThat(release.path("version").stringValue()).isEqualTo(build.version());
        assertThat(release.path("commit").stringValue()).isEqualTo(build.commit());
        assertThat(release.path("since").stringValue()).endsWith("Z");
    }

    @Test
    void aLaterStageHoldsTheEarlierOnesAndNowStandsAlone() {
        assertThat(stages("48h")).containsOnly("1h", "24h", "48h");
        assertThat(stages("24h")).containsOnly("1h", "24h");
        assertThat(stages("1h")).containsOnly("1h");
        assertThat(stages("now")).containsOnly("now");
    }

    private List<String> stages(String stage) {
        return lines(stage).stream()
                .map(line -> line.path("stage").stringValue())
                .toList();
    }

    private List<JsonNode> lines(String stage) {
        return caller.get("/api/success?stage=" + stage)
                .json()
                .path("lines")
                .valueStream()
                .toList();
    }

    @Test
    void everyLineSaysWhyAndWhereItIsProved() {
        assertThat(lines("48h")).hasSize(16).allSatisfy(line -> {
            assertThat(line.path("state").stringValue()).isIn("met", "not_yet", "failed", "not_applicable");
            assertThat(line.path("says").stringValue()).endsWith(".");
            assertThat(line.path("link").stringValue()).startsWith("/");
        });
        assertThat(lines("1h"))
                .filteredOn(line -> line.path("id").stringValue().equals("orchestrator-initialised"))
                .singleElement()
                .satisfies(line -> assertThat(line.path("state").stringValue()).isEqualTo("not_applicable"));
    }

    @Test
    void anUnknownStageIsRefusedInOneSentence() {
        var answer = caller.get("/api/success?stage=2h");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("detail")).isEqualTo("stage: it must be now, 1h, 24h or 48h.");
    }

    @Test
    void strangersLearnNothing() {
        assertThat(new LocalCaller(port, "").get("/api/success").status()).isEqualTo(401);
    }
}
