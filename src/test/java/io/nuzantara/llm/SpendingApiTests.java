package io.nuzantara.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.LocalCaller;
import io.nuzantara.security.TokenRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What language models cost, over HTTP. */
@ApplicationTest
class SpendingApiTests {

    @LocalServerPort
    int port;

    @Autowired
    io.nuzantara.security.Tokens tokens;

    private LocalCaller caller(String... scopes) {
        var request =
                new TokenRequest("spending", List.of(scopes), Instant.now().plus(Duration.ofHours(1)));
        return new LocalCaller(port, tokens.create(request, "test").text().reveal());
    }

    @AfterEach
    void asItWas() {
        caller("admin").put("/api/llm/limits", "{\"day\": 5, \"execution\": 1}");
    }

    @Test
    void whoMayReadSeesLimitsSpendAndModels() {
        var answer = caller("read").get("/api/llm");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(new BigDecimal(answer.json().at("/today/cap").asString())).isEqualByComparingTo("5");
        assertThat(answer.json().at("/today/spent").isString()).isTrue();
        assertThat(answer.json().at("/models/DECISION").isString()).isTrue();
        assertThat(answer.names())
                .containsExactly("today", "execution_cap", "models", "by_agent", "by_model", "providers", "refusals");
    }

    @Test
    void aLimitIsChangedAtOnceAndTheOtherStays() {
        var changed = caller("admin").put("/api/llm/limits", "{\"day\": 7.5}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().at("/today/cap").asString()).startsWith("7.5");
        assertThat(changed.json().at("/execution_cap").asString()).startsWith("1");
    }

    @Test
    void aLimitBelowZeroIsRefused() {
        var refused = caller("admin").put("/api/llm/limits", "{\"day\": -1}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail")).contains("day");
    }

    @Test
    void anAmountTooFineToBeKeptIsRefused() {
        assertThat(caller("admin").put("/api/llm/limits", "{\"day\": 1e-7}").status())
                .isEqualTo(400);
        assertThat(caller("admin")
                        .put("/api/llm/limits", "{\"day\": 5.0000000}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void onlyWhoMayChangeLimitsChangesThem() {
        assertThat(caller("read", "run").put("/api/llm/limits", "{\"day\": 9}").status())
                .isEqualTo(403);
        assertThat(new LocalCaller(port, "").get("/api/llm").status()).isEqualTo(401);
    }
}
