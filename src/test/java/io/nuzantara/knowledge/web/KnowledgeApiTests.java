package io.nuzantara.knowledge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.database.DataDirectory;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
class KnowledgeApiTests {

    private static final String SAID = "For Kalimantan 😀 projects ask PT Rimba Sejahtera about HGU, per UU 5/1960.";

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void whatWasSaidIsFoundAndQuotedAfterAnExecution() {
        say();
        build();

        var hit = get("/api/knowledge/search?q=" + encoded("diritto di coltivazione"))
                .get("hits")
                .get(0);
        assertThat(hit.get("key").asString()).isEqualTo("concept:hgu");
        assertThat(hit.get("why").get(0).get("channel").asString()).isEqualTo("alias");

        var entity = "/api/knowledge/entities/" + hit.get("entity_id").asLong();
        assertThat(get(entity).get("entity").get("name").asString()).isEqualTo("right to cultivate");
        var quote = get(entity + "/evidence").get("evidence").get(0);
        assertThat(SAID).contains(quote.get("quote").asString());
        assertThat(quote.get("matched").asString()).isEqualTo("HGU");
        assertThat(SAID.substring(
                        quote.get("start_at").asInt(), quote.get("end_at").asInt()))
                .isEqualTo("HGU");
        assertThat(get(entity + "/neighbours?associations=true").get("edges").isArray())
                .isTrue();
        assertThat(get("/api/knowledge/insights?kind=top").get("insights").size())
                .isPositive();
    }

    @Test
    void likenessFindsAMistypedName() {
        say();
        build();

        var hits = get("/api/knowledge/search?type=company&q=" + encoded("Rimba Sejahterra"))
                .get("hits");

        assertThat(hits.get(0).get("name").asString()).isEqualTo("PT Rimba Sejahtera");
        assertThat(hits.get(0).get("why").get(0).get("channel").asString()).isEqualTo("trigram");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "'; DROP TABLE kg_nodes; --", "%_%", "\u0000"})
    void signsOfPatternsAreOnlySigns(String query) {
        assertThat(get("/api/knowledge/search?q=" + encoded(query)).get("total").asInt())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/search?q=",
                "/search",
                "/search?q=a&limit=0",
                "/search?q=a&limit=51",
                "/search?q=a&limit=x",
                "/search?q=a&type=spaceship",
                "/entities/1/neighbours?depth=2",
                "/entities/1/evidence?limit=101",
                "/entities/1/neighbours?associations=perhaps"
            })
    void aWrongParameterIsNamed(String path) throws Exception {
        var answer = send("/api/knowledge" + path, admin());

        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(json.readTree(answer.body()).get("code").asString())
                .isIn("parameter-invalid", "knowledge-entity-unknown");
    }

    @Test
    void aLongQueryIsRefusedAndAnUnknownEntityIsNotFound() throws Exception {
        assertThat(send("/api/knowledge/search?q=" + "a".repeat(201), admin()).statusCode())
                .isEqualTo(400);
        for (var id : new String[] {"999999999", "0", "-1", "abc", "99999999999999999999"}) {
            var answer = send("/api/knowledge/entities/" + id, admin());
            assertThat(answer.statusCode()).as(id).isEqualTo(404);
            assertThat(json.readTree(answer.body()).get("code").asString()).isEqualTo("knowledge-entity-unknown");
        }
    }

    @Test
    void nobodyReadsWithoutAToken() throws Exception {
        for (var path : new String[] {
            "/search?q=a", "/entities/1", "/entities/1/evidence", "/entities/1/neighbours", "/insights"
        }) {
            assertThat(send("/api/knowledge" + path, "nothing").statusCode()).isEqualTo(401);
        }
    }

    private void say() {
        jdbc.sql("""
                        WITH said AS (
                          INSERT INTO conversations (source, conversation_id, language, started_at, last_message_at, message_count, created_at)
                          VALUES ('knowledge-api', 'forest', 'en', now(), now(), 1, now())
                          ON CONFLICT DO NOTHING
                          RETURNING id)
                        INSERT INTO conversation_messages (conversation_id, position, role, content, said_at)
                        SELECT id, 1, 'user', :said, now()
                          FROM said
                        """).param("said", SAID).update();
    }

    private void build() {
        var started = post("/api/autonomous-agents/knowledge-graph-builder/run?days_back=31");
        var path = "/api/autonomous-agents/executions/"
                + started.get("execution_id").asString();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(get(path).get("status").asString()).isEqualTo("completed"));
    }

    private String admin() {
        return data.read("admin.token").orElseThrow();
    }

    private JsonNode get(String path) {
        try {
            return json.readTree(send(path, admin()).body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode post(String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .header("Authorization", "Bearer " + admin())
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            return json.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> send(String path, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
