package io.nuzantara.readiness.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.LocalCaller;
import io.nuzantara.database.DataDirectory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApplicationTest
class ReadinessApiTests {

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    @Test
    void theServiceTellsItsOwnReadiness() {
        var answer = new LocalCaller(port, data.read("admin.token").orElseThrow()).get("/api/readiness");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.names()).containsExactlyInAnyOrder("profile", "checked_at", "state", "rows");
        var states = answer.json()
                .path("rows")
                .valueStream()
                .collect(Collectors.toMap(
                        row -> row.path("id").asString(""),
                        row -> row.path("state").asString("")));
        assertThat(states)
                .as(answer.response().body())
                .containsEntry("database", "pass")
                .containsEntry("api", "pass")
                .containsEntry("dependencies", "pass")
                .containsEntry("port", "pass")
                .containsEntry("orchestrator", "warn")
                .containsEntry("embeddings", "skip")
                .containsKeys("code", "tests", "image", "disk", "schedules", "exposure", "clock", "errors")
                .containsKeys("architecture", "version", "outbound", "llm", "slack");
        var database = answer.json()
                .path("rows")
                .valueStream()
                .filter(row -> row.path("id").asString("").equals("database"))
                .findFirst()
                .orElseThrow();
        assertThat(answer.response().body()).contains("The agents service answers");
        assertThat(database.propertyNames()).containsExactly("id", "group", "state", "sentence", "since");
    }
}
