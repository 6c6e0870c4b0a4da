package io.nuzantara.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.LocalCaller;
import io.nuzantara.database.DataDirectory;
import io.nuzantara.security.KillSwitch;
import io.nuzantara.security.TokenRequest;
import io.nuzantara.security.Tokens;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApplicationTest
class SwitchApiTests {

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    @Autowired
    KillSwitch killSwitch;

    @Autowired
    Tokens tokens;

    private LocalCaller admin;

    @BeforeEach
    void signIn() {
        admin = new LocalCaller(port, data.read("admin.token").orElseThrow());
    }

    @AfterEach
    void goOn() {
        killSwitch.resume("test");
    }

    @Test
    void aStopIsShownWithWhoWhenAndWhyUntilWorkGoesOn() {
        var answer = admin.post("/api/stop", "{\"reason\": \"wrong prompt\"}");

        assertThat(answer.status()).isEqualTo(200);
        var shown = admin.get("/api/autonomous-agents/status").json().get("stopped");
        assertThat(shown).isEqualTo(answer.json().get("stopped"));
        assertThat(shown.get("reason").stringValue()).isEqualTo("wrong prompt");
        assertThat(shown.get("by").stringValue()).isEqualTo("local admin");
        assertThat(Instant.parse(shown.get("since").stringValue())).isBeforeOrEqualTo(Instant.now());

        assertThat(admin.post("/api/resume", null).json().get("stopped").isNull())
                .isTrue();
        assertThat(admin.get("/api/autonomous-agents/status")
                        .json()
                        .get("stopped")
                        .isNull())
                .isTrue();
    }

    @Test
    void nothingStartsWhileEverythingIsStopped() {
        admin.post("/api/stop", "{\"reason\": \"wrong prompt\"}");

        var refused = admin.post("/api/autonomous-agents/client-value-predictor/run", null);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.text("code")).isEqualTo("stopped");
        assertThat(refused.text("detail")).contains("local admin", "wrong prompt");
        assertThat(refused.header("Retry-After")).isEqualTo("30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\": \" \"}", "{\"reason\": \"a\\nb\"}", "{\"why\": \"x\"}"})
    void aStopNeedsAReason(String body) {
        var refused = admin.post("/api/stop", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("code")).startsWith("body-");
        assertThat(killSwitch.isStopped()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "read", "cancel"})
    void otherTokensMayNeitherStopNorResume(String scope) {
        var expiry = Instant.now().plus(1, ChronoUnit.HOURS);
        var token = tokens.create(new TokenRequest("other", List.of(scope), expiry), "test");
        var caller = new LocalCaller(port, token.text().reveal());

        assertThat(caller.post("/api/stop", "{\"reason\": \"x\"}").status()).isEqualTo(403);
        assertThat(caller.post("/api/resume", null).status()).isEqualTo(403);
        assertThat(killSwitch.isStopped()).isFalse();
    }
}
