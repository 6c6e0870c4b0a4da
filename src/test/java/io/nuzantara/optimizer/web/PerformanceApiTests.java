package io.nuzantara.optimizer.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.api.ExecutionView;
import io.nuzantara.database.DataDirectory;
import io.nuzantara.execution.Executions;
import io.nuzantara.execution.Parameters;
import io.nuzantara.execution.Start;
import io.nuzantara.execution.StartRequest;
import io.nuzantara.execution.Trigger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ApplicationTest
class PerformanceApiTests {

    @LocalServerPort
    int port;

    @Autowired
    Executions executions;

    @Autowired
    DataDirectory data;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    @Test
    void anExecutionOfTheOptimizerCompletesAndItsResultsAreReadable() throws Exception {
        var ended = ended();

        assertThat(ended.status()).isEqualTo("completed");
        assertThat(ended.degraded()).isFalse();
        assertThat(ended.result())
                .containsKeys("statements_analysed", "coverage_pct", "findings", "critical", "proposals", "message")
                .containsEntry("applied", 0);
        assertThat(ended.steps())
                .extracting(ExecutionView.Step::name)
                .containsExactly("window", "findings", "catalog", "report");

        var overview = get("/api/performance/overview");
        assertThat(overview.path("analysis").path("execution_id").asString())
                .isEqualTo(ended.executionId().toString());
        assertThat(overview.path("missing").isEmpty()).isTrue();
        assertThat(get("/api/performance/findings").path("findings").isArray()).isTrue();
        assertThat(get("/api/performance/proposals").path("proposals").isArray())
                .isTrue();
        assertThat(get("/api/performance/health").path("checks").toString())
                .contains("{\"check\":\"catalog.foreign_key_without_index\",\"state\":\"green\",\"details\":[]}");
        assertThat(get("/api/performance/statements?window=1h")
                        .path("window")
                        .path("statements")
                        .isArray())
                .isTrue();
    }

    @Test
    void requestsAreMeasuredByTheirRoute() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            get("/api/performance/endpoints");
            assertThat(jdbc.sql(
                                    "SELECT count(*) FROM api_request_logs WHERE endpoint = '/api/performance/endpoints' AND method = 'GET'")
                            .query(Long.class)
                            .single())
                    .isPositive();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0h", "169h", "-5h", "24", "abc", "", "1000000000000h"})
    void aWindowOutsideItsRangeIsRefused(String window) throws Exception {
        var problem = get("/api/performance/statements?window=" + window);

        assertThat(problem.path("status").asInt()).isEqualTo(400);
        assertThat(problem.path("code").asString()).isEqualTo("parameter-invalid");
        assertThat(problem.path("detail").asString()).contains("1h to 168h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "999999999", "abc", "99999999999999999999"})
    void aProposalThatDoesNotExistIsAProblem(String id) throws Exception {
        assertThat(get("/api/performance/proposals/" + id).path("code").asString())
                .isEqualTo("proposal-unknown");
    }

    private ExecutionView ended() {
        var parameters = new Parameters(Map.of("window_hours", 24L, "dry_run", false));
        var start = executions.start(new StartRequest(
                "performance_optimizer", parameters, Trigger.API, "test", "performance_optimizer", null));
        var id = ((Start.Accepted) start).id();
        return Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> executions.find(id).orElseThrow(), ExecutionView::isFinal);
    }

    private JsonNode get(String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .header(
                            "Authorization",
                            "Bearer " + data.read("admin.token").orElseThrow())
                    .build();
            return json.readTree(client.send(request, BodyHandlers.ofString()).body());
        }
    }
}
