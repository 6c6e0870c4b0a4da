package io.nuzantara.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.security.ServiceToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** The API of the running application, in which cycles are switched off. */
@ApplicationTest
class OrchestratorApiTests {

    @LocalServerPort
    int port;

    @Autowired
    ServiceToken token;

    @Autowired
    JsonMapper json;

    @Test
    void noCycleStartsWhileTheOrchestratorIsSwitchedOff() throws Exception {
        assertProblem(send("POST", "/cycles"), 409, "orchestrator-disabled");
    }

    @Test
    void thePlanIsAnsweredForEveryAgentAlsoWhileSwitchedOff() throws Exception {
        var answer = send("GET", "/plan");

        assertThat(answer.statusCode()).isEqualTo(200);
        var plan = json.readTree(answer.body());
        assertThat(plan.path("runs")).isEmpty();
        assertThat(plan.path("snapshot").path("unreachable").isNull()).isTrue();
        assertThat(plan.path("left_out").findValuesAsString("agent")).contains("client_value_predictor");
        assertThat(plan.path("left_out").findValuesAsString("reason_code")).containsOnly("disabled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "201", "1000000000000", "abc", ""})
    void aLimitOutsideItsRangeIsRefused(String limit) throws Exception {
        assertProblem(send("GET", "/cycles?limit=" + limit), 400, "parameter-invalid");
    }

    @Test
    void anUnknownCycleIsNotFound() throws Exception {
        assertProblem(send("GET", "/cycles/" + UUID.randomUUID()), 404, "cycle-unknown");
        assertProblem(send("GET", "/cycles/nonsense"), 404, "cycle-unknown");
    }

    @Test
    void cyclesAreListed() throws Exception {
        var answer = send("GET", "/cycles?limit=3");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json.readTree(answer.body()).path("cycles").isArray()).isTrue();
    }

    @Test
    void whoDecidesIsRulesOrModel() throws Exception {
        assertProblem(send("GET", "/plan?decide=dice"), 400, "parameter-invalid");
        var answer = send("GET", "/plan?decide=model");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json.readTree(answer.body()).path("decided_by").asString()).isEqualTo("rules");
    }

    @Test
    void statisticsCoverFourTimes() throws Exception {
        var answer = send("GET", "/statistics");

        assertThat(answer.statusCode()).isEqualTo(200);
        var statistics = json.readTree(answer.body());
        assertThat(statistics.path("windows").findValuesAsString("length"))
                .containsExactly("PT1H", "PT24H", "PT168H", "PT720H");
        assertThat(statistics.path("planners").path("cycles").isNumber()).isTrue();
    }

    private void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json.readTree(answer.body()).path("code").asString()).isEqualTo(code);
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/orchestrator%s".formatted(port, path)))
                .header("Authorization", "Bearer " + token.value())
                .method(method, BodyPublishers.noBody())
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
