package io.nuzantara.conversation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nuzantara.ApplicationTest;
import io.nuzantara.conversation.Imports;
import io.nuzantara.database.DataDirectory;
import io.nuzantara.security.Problem;
import io.nuzantara.security.TokenRequest;
import io.nuzantara.security.Tokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ApplicationTest
class ImportsApiTests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    Tokens tokens;

    @Autowired
    Imports imports;

    @Autowired
    DataDirectory data;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    @Autowired
    Clock clock;

    private String token = "";
    private final String source = "s" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void takeAToken() {
        var request =
                new TokenRequest("imports", List.of("ingest"), clock.instant().plus(Duration.ofDays(1)));
        token = tokens.create(request, "test").text().reveal();
    }

    private HttpResponse<String> send(String method, String path, String contentType, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, "application/json", body);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "application/json", "");
    }

    private String created(String files) throws IOException, InterruptedException {
        var answer = post("/api/imports?source=" + source, "{\"files\":" + files + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json.readTree(answer.body()).get("batch_id").asString();
    }

    private int put(String batch, String name, String content) throws IOException, InterruptedException {
        return send("PUT", "/api/imports/%s/files/%s".formatted(batch, name), "application/octet-stream", content)
                .statusCode();
    }

    private JsonNode finished(String batch) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> json.readTree(get("/api/imports/" + batch).body()),
                        view -> !view.get("status").asString().equals("running"));
    }

    @Test
    void filesOfAnImportThatNobodyKnowsAreDeletedWithTheNextOne() throws IOException, InterruptedException {
        var orphan = data.directory("imports/" + UUID.randomUUID());
        Files.writeString(orphan.resolve("upload-0"), "id,name\nc-1,Ayu\n");
        var known = created("[\"clients.csv\"]");
        put(known, "clients.csv", "id,name\nc-1,Ayu\n");

        created("[\"more.csv\"]");

        assertThat(orphan).doesNotExist();
        assertThat(data.resolve("imports/" + known + "/upload-0")).exists();
    }

    @Test
    void aFileThatComesWhenTheImportHasStartedReplacesNothing() throws IOException, InterruptedException {
        var batch = created("[\"clients.csv\"]");
        put(batch, "clients.csv", "id,name\nc-1,Ayu\n");
        var late = new ByteArrayInputStream("id,name\nc-2,Budi\n".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                start(batch);
                return super.read(bytes, offset, length);
            }
        };

        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> imports.addFile(UUID.fromString(batch), "clients.csv", late))
                .withMessageContaining("import-started");

        finished(batch);
        assertThat(jdbc.sql("SELECT name FROM crm_clients WHERE source = :source")
                        .param("source", source)
                        .query(String.class)
                        .list())
                .containsExactly("Ayu");
    }

    private void start(String batch) {
        try {
            post("/api/imports/" + batch + "/start", "");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void filesAreSentOneByOneAndStored() throws IOException, InterruptedException {
        var batch = created("[\"clients.csv\",\"more clients.csv\"]");
        assertThat(put(batch, "clients.csv", "id,name,nationality\nc-1,Ayu,ID\nc-2,Budi,Oz\n"))
                .isEqualTo(204);
        var upload = data.resolve("imports/" + batch + "/upload-0");
        assertThat(Files.getPosixFilePermissions(upload)).hasSize(2);
        assertThat(post("/api/imports/" + batch + "/start", "").statusCode()).isEqualTo(409);
        assertThat(put(batch, "more%20clients.csv", "id,name\nc-3,Citra\n")).isEqualTo(204);

        var started = post("/api/imports/" + batch + "/start", "");

        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        assertThat(json.readTree(started.body()).get("execution_id").asString()).isNotBlank();
        var view = finished(batch);
        assertThat(view.get("status").asString()).isEqualTo("completed");
        var counts = view.get("counts").get(0);
        assertThat(counts.get("type").asString()).isEqualTo("clients");
        assertThat(counts.get("new").asInt()).isEqualTo(2);
        assertThat(counts.get("refused").asInt()).isOne();
        assertThat(view.get("refusals").get(0).get("row").asInt()).isEqualTo(3);
        assertThat(view.get("refusals").get(0).get("fix").asString()).contains("ISO 3166-1");
        assertThat(upload).doesNotExist();
        var refused = get("/api/imports/" + batch + "/refused");
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("text/csv;charset=utf-8");
        assertThat(refused.body()).contains("c-2,Budi,Oz,3,nationality,bad_nationality");
        assertThat(post("/api/imports/" + batch + "/start", "").statusCode()).isEqualTo(202);
        assertThat(put(batch, "clients.csv", "id,name\n")).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({
        "?timezone=Bali, [\"a.csv\"], timezone",
        "?country=Indonesia, [\"a.csv\"], country",
        "?shift=tomorrow, [\"a.csv\"], shift",
        "?shift=2999-01-01T00:00:00Z, [\"a.csv\"], shift",
        "?type=things, [\"a.csv\"], type",
        "?source=../x, [\"a.csv\"], source",
        "'', [\"../a.csv\"], files",
        "'', [\".hidden\"], files",
        "'', [], files",
    })
    void wrongOptionsAreRefusedByName(String query, String files, String name)
            throws IOException, InterruptedException {
        var answer = post("/api/imports" + query, "{\"files\":" + files + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json.readTree(answer.body()).get("code").asString()).isEqualTo("parameter-invalid");
        assertThat(json.readTree(answer.body()).get("detail").asString()).startsWith(name);
    }

    @Test
    void whatIsUnknownIsNotFound() throws IOException, InterruptedException {
        var batch = created("[\"a.csv\"]");

        assertThat(get("/api/imports/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(put(batch, "b.csv", "x")).isEqualTo(404);
        assertThat(get("/api/imports/" + batch + "/refused").statusCode()).isEqualTo(404);
        assertThat(post("/api/conversations/999999999/rating", "{\"rating\":3}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aRatingIsStoredAndReplacedByTheSameRater() throws IOException, InterruptedException {
        var batch = created("[\"v.jsonl\"]");
        put(batch, "v.jsonl", "{\"id\":\"v-1\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");
        post("/api/imports/" + batch + "/start", "");
        finished(batch);
        var id = jdbc.sql("SELECT id FROM conversations WHERE source = :source")
                .param("source", source)
                .query(Long.class)
                .single();
        var path = "/api/conversations/" + id + "/rating";

        assertThat(post(path, "{\"rating\":2,\"rater\":\"ayu\"}").statusCode()).isEqualTo(204);
        assertThat(post(path, "{\"rating\":5,\"rater\":\"budi\",\"rated_at\":\"2026-01-01T00:00:00Z\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(post(path, "{\"rating\":4,\"feedback\":\"quick\",\"rater\":\"ayu\"}")
                        .statusCode())
                .isEqualTo(204);

        assertThat(jdbc.sql(
                                "SELECT rater || ':' || score FROM conversation_votes WHERE conversation_id = :id ORDER BY rater")
                        .param("id", id)
                        .query((row, index) -> row.getString(1))
                        .list())
                .containsExactly("ayu:4", "budi:5");
        assertThat(jdbc.sql("SELECT rating || ':' || client_feedback FROM conversations WHERE id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .isEqualTo("4:quick");
        for (var wrong :
                new String[] {"{\"rating\":0}", "{\"rating\":5.1}", "{\"rating\":-1}", "{}", "{\"rating\":null}"}) {
            var answer = post(path, wrong);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(json.readTree(answer.body()).get("code").asString()).isEqualTo("rating-out-of-range");
        }
        assertThat(post(path, "{\"rating\":3,\"rated_at\":\"2999-01-01T00:00:00Z\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(path, "{\"rating\":3,\"feedback\":\"a\\u0000b\"}").statusCode())
                .isEqualTo(400);
    }
}
