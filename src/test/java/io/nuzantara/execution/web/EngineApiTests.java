package io.nuzantara.execution.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.LocalCaller;
import io.nuzantara.security.TokenRequest;
import io.nuzantara.security.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How much is worked on at once, changed while the service runs. */
@ApplicationTest
class EngineApiTests {

    @LocalServerPort
    int port;

    @Autowired
    Tokens tokens;

    @Autowired
    JdbcClient jdbc;

    private LocalCaller caller(String... scopes) {
        var request = new TokenRequest("engine", List.of(scopes), Instant.now().plus(Duration.ofHours(1)));
        return new LocalCaller(port, tokens.create(request, "test").text().reveal());
    }

    @AfterEach
    void asItWas() {
        caller("admin").put("/api/engine", "{\"slots\": 3, \"lanes\": 8}");
    }

    @Test
    void moreLanesAreThereAtOnceAndFewerGoWhenTheyHaveEnded() {
        var admin = caller("admin");

        var more = admin.put("/api/engine", "{\"lanes\": 10}");

        assertThat(more.json().get("lanes").intValue()).isEqualTo(10);
        assertThat(more.json().get("slots").intValue()).isEqualTo(3);
        assertThat(count("scheduled_tasks WHERE task_name = 'lane'")).isEqualTo(10);
        admin.put("/api/engine", "{\"lanes\": 8, \"slots\": 2}");
        assertThat(count("agent_slots")).isEqualTo(2);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> count("scheduled_tasks WHERE task_name = 'lane'") == 8);
        assertThat(caller("read").get("/api/engine").json().get("slots").intValue())
                .isEqualTo(2);
    }

    @Test
    void aLimitOutOfRangeIsRefusedByItsName() {
        var refused = caller("admin").put("/api/engine", "{\"slots\": 0}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("code")).isEqualTo("parameter-invalid");
        assertThat(refused.text("detail")).contains("slots").contains("1 to 32");
    }

    @Test
    void onlyWhoMayChangeLimitsChangesThem() {
        assertThat(caller("read", "run").put("/api/engine", "{\"slots\": 1}").status())
                .isEqualTo(403);
    }

    private int count(String what) {
        return jdbc.sql("SELECT count(*) FROM " + what).query(Integer.class).single();
    }
}
