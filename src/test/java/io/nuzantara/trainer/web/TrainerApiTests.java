package io.nuzantara.trainer.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.database.DataDirectory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@ApplicationTest
class TrainerApiTests {

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    @Test
    void anAnalysisIsReadWithItsFiguresAndItsReport() throws Exception {
        var id = analysis();

        var answer = get("/api/trainer/analyses/" + id);

        assertThat(answer.statusCode()).isEqualTo(200);
        var body = json.readTree(answer.body());
        assertThat(body.at("/analysis/status").asString()).isEqualTo("not_evaluated");
        assertThat(body.at("/analysis/warnings/0").asString()).isEqualTo("few_ratings");
        assertThat(body.at("/features/0/feature").asString()).isEqualTo("next_step");
        assertThat(body.at("/features/0/ci_low").asDouble()).isEqualTo(.2);
        assertThat(body.at("/features/0/p").isNull()).isTrue();
        assertThat(body.at("/report").asString()).isEqualTo("# Report");
        assertThat(answer.body()).doesNotContain("salt");
        assertThat(get("/api/trainer/analyses?limit=200").body()).contains(id.toString());
    }

    @Test
    void aProposalIsReadWithItsDiffAndItsReport() throws Exception {
        var id = proposal(analysis());

        assertThat(get("/api/trainer/proposals?limit=200").body()).contains(id.toString());
        var proposal = json.readTree(get("/api/trainer/proposals/" + id).body());
        assertThat(proposal.at("/state").asString()).isEqualTo("SUPERSEDED");
        assertThat(proposal.at("/operations").isArray()).isTrue();
        var diff = get("/api/trainer/proposals/" + id + "/diff");
        assertThat(diff.body()).isEqualTo("diff of " + id);
        assertThat(diff.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/x-diff");
        var report = get("/api/trainer/proposals/" + id + "/report");
        assertThat(report.body()).isEqualTo("# Proposal");
        assertThat(report.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/markdown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "analyses/nothing",
                "analyses/00000000-0000-7000-8000-000000000000",
                "proposals/00000000-0000-7000-8000-000000000000",
                "proposals/00000000-0000-7000-8000-000000000000/diff",
                "proposals/00000000-0000-7000-8000-000000000000/report",
                "proposals/x/diff"
            })
    void anUnknownIdIsAProblem(String path) throws Exception {
        var answer = get("/api/trainer/" + path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(json.readTree(answer.body()).at("/code").asString()).endsWith("-unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "201", "abc", "1000000000000"})
    void aLimitOutsideItsRangeIsAProblemThatNamesIt(String limit) throws Exception {
        var answer = get("/api/trainer/analyses?limit=" + limit);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json.readTree(answer.body()).at("/code").asString()).isEqualTo("parameter-invalid");
        assertThat(answer.body()).contains("1 to 200");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .header(
                            "Authorization",
                            "Bearer " + data.read("admin.token").orElseThrow())
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private UUID analysis() {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        WITH analysis AS (
                            INSERT INTO trainer_analyses (
                                id, created_at, status, feature_set, days_back, window_days, window_from, window_to, n_total,
                                n_rated, n_high, n_low, n_middle, n_dropped, staff_led, unanswered, discovery_high,
                                discovery_low, coverage, high_from, low_below, salt, windows_tried, warnings, report)
                            VALUES (
                                :id, now(), 'not_evaluated', 'live', 7, 28, now(), '2020-01-01', 9, 8, 4, 3, 1, 0, 0, 0, 2,
                                2, .9, 4, 3, decode(repeat('00', 32), 'hex'), '{7 days}', '{few_ratings}', '# Report')
                            RETURNING id)
                        INSERT INTO trainer_features (analysis_id, position, feature, side, n_high, n_low, ci_low, decided)
                        SELECT id, 0, 'next_step', 'ADDRESSABLE', 2, 2, .2, false
                          FROM analysis
                        """).param("id", id).update();
        return id;
    }

    private UUID proposal(UUID analysis) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO trainer_proposals (
                            id, analysis_id, path, base_blob, operations, diff, diff_hash, state, prompt_chars, patch_file,
                            report, created_at)
                        VALUES (
                            :id, :analysis, 'prompt.txt', repeat('a', 40), '[]', 'diff of ' || CAST(:id AS text), CAST(:id AS text),
                            'SUPERSEDED', 10, 'proposals/a.patch', '# Proposal', now())
                        """).param("id", id).param("analysis", analysis).update();
        return id;
    }
}
