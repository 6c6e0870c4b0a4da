package io.nuzantara.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nuzantara.LocalCaller;
import io.nuzantara.database.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole job on real data: import, cycle, every agent, and what they must have found. */
class RealDataIT {

    private static final Path REAL =
            Path.of("../shared/data/real").toAbsolutePath().normalize();
    private static final List<String> GRAPH_COUNTS =
            List.of("entities_total", "mentions_total", "facts_total", "associations_total", "sources_seen");

    @TempDir
    Path directory;

    private final TestDatabase database = TestDatabase.create();

    @Test
    void realDataIsImportedScoredAndReadAndASecondTimeChangesNothing() throws Exception {
        assumeTrue(Files.isDirectory(REAL), "no real data beside the project: this test needs ../shared/data/real");
        var environment = Map.of(
                "DATABASE_URL", TestDatabase.url(database.app()),
                "MIGRATION_DATABASE_URL", TestDatabase.url(database.owner()));
        try (var service = Service.start(directory, environment)) {
            theImportCountsAreExact();
            theSecondImportFindsNothingNew();
            theCycleCompletes();
            everyAgentCompletes();
            theListShowsThem(service.admin());
            everyQuoteIsASubstringOfItsMessage(service.admin());
        }
        everyClientHasTheLegacyScore();
    }

    private void theImportCountsAreExact() throws Exception {
        var counts = imported();
        assertThat(counts.get("clients")).containsEntry("new", 2357).containsEntry("refused", 0);
        assertThat(counts.get("practices")).containsEntry("new", 6919).containsEntry("refused", 0);
        assertThat(counts.get("conversations")).containsEntry("new", 3053).containsEntry("refused", 0);
        var jdbc = database.jdbc();
        assertThat(count(jdbc, "SELECT count(*) FROM conversation_messages")).isEqualTo(65_036);
        assertThat(count(jdbc, "SELECT count(*) FROM conversations WHERE rating IS NOT NULL"))
                .isEqualTo(2_925);
        assertThat(jdbc.sql("SELECT sum(paid_amount)::text FROM crm_practices")
                        .query(String.class)
                        .single())
                .isEqualTo("244091.94");
    }

    private void theSecondImportFindsNothingNew() throws Exception {
        assertThat(imported().values())
                .allSatisfy(counts -> assertThat(counts)
                        .containsEntry("new", 0)
                        .containsEntry("updated", 0)
                        .containsEntry("refused", 0));
    }

    private Map<String, Map<String, Integer>> imported() throws Exception {
        var json = json("import", REAL.toString(), "--shift-to-now");
        var counts = new HashMap<String, Map<String, Integer>>();
        for (var type : json.get("counts").values()) {
            counts.put(
                    type.get("type").stringValue(),
                    Map.of(
                            "new", type.get("new").intValue(),
                            "updated", type.get("updated").intValue(),
                            "refused", type.get("refused").intValue()));
        }
        assertThat(counts).containsOnlyKeys("clients", "practices", "conversations");
        return counts;
    }

    private void theCycleCompletes() throws Exception {
        assertThat(json("cycle", "--wait").get("status").stringValue()).isEqualTo("completed");
    }

    private void everyAgentCompletes() throws Exception {
        json("run", "client-value-predictor", "--wait");
        json("run", "performance-optimizer", "--wait");
        json("run", "conversation-trainer", "--days-back", "90", "--wait");
        var first = json("run", "knowledge-graph-builder", "--days-back", "90", "--wait");
        var tables = graphTables();
        var second = json("run", "knowledge-graph-builder", "--days-back", "90", "--wait");

        assertThat(first.get("result").get("mentions_total").longValue()).isPositive();
        assertThat(second.get("result").get("sources_changed").longValue()).isZero();
        GRAPH_COUNTS.forEach(name -> assertThat(second.get("result").get(name))
                .isEqualTo(first.get("result").get(name)));
        assertThat(graphTables()).isEqualTo(tables);
    }

    private List<Long> graphTables() {
        return List.of(
                count(database.jdbc(), "SELECT count(*) FROM kg_names"),
                count(database.jdbc(), "SELECT count(*) FROM kg_mentions"),
                count(database.jdbc(), "SELECT count(*) FROM kg_nodes"),
                count(database.jdbc(), "SELECT count(*) FROM kg_edges"),
                count(database.jdbc(), "SELECT count(*) FROM kg_sources"));
    }

    private void theListShowsThem(LocalCaller caller) {
        var executions =
                caller.get("/api/autonomous-agents/executions?limit=200").json().get("executions");
        assertThat(executions
                        .valueStream()
                        .filter(execution ->
                                execution.get("status").stringValue().equals("completed"))
                        .map(execution -> execution.get("agent_name").stringValue()))
                .contains(
                        "client_value_predictor",
                        "performance_optimizer",
                        "conversation_trainer",
                        "knowledge_graph_builder");
    }

    /** The rule once more, written from its table as correlated sub-queries, client by client. */
    private void everyClientHasTheLegacyScore() {
        assertThat(count(database.jdbc(), "SELECT count(*) FROM client_scores")).isEqualTo(2_357);
        assertThat(database.jdbc().sql("""
                                WITH plain AS (
                                  SELECT c.id,
                                         0.30 * least(100, 5 * (SELECT count(*) FROM crm_interactions i WHERE i.client_id = c.id))
                                       + 0.20 * 50 * (1 + coalesce((SELECT avg(coalesce(sentiment, 0)) FROM crm_interactions i WHERE i.client_id = c.id), 0))
                                       + 0.20 * least(100, 10 * (SELECT count(*) FROM crm_interactions i WHERE i.client_id = c.id AND i.created_at >= s.scored_at - interval '30 days'))
                                       + 0.20 * 20 * coalesce((SELECT avg(rating) FROM conversations v WHERE v.client_id = c.id), 0)
                                       + 0.10 * least(100, 15 * (SELECT count(*) FROM crm_practices p WHERE p.client_id = c.id)) AS score
                                    FROM crm_clients c
                                    JOIN client_scores s ON s.client_id = c.id)
                                SELECT count(*)
                                  FROM plain
                                  JOIN client_scores s ON s.client_id = plain.id
                                 WHERE abs(s.legacy_score - plain.score) < 0.005000001
                                   AND s.segment = CASE WHEN plain.score >= 80 THEN 'VIP' WHEN plain.score >= 60 THEN 'HIGH_VALUE'
                                                        WHEN plain.score >= 40 THEN 'MEDIUM_VALUE' ELSE 'LOW_VALUE' END
                                """).query(Long.class).single()).isEqualTo(2_357);
    }

    /** What the API shows as a quote stands in the stored message at the place it names, around what was matched. */
    private void everyQuoteIsASubstringOfItsMessage(LocalCaller caller) {
        var quotes = database.jdbc().sql("SELECT id FROM kg_nodes").query(Long.class).list().stream()
                .map(id -> caller.get("/api/knowledge/entities/" + id + "/evidence?limit=100"))
                .flatMap(answer -> answer.json().get("evidence").valueStream())
                .toList();

        assertThat(quotes).hasSizeGreaterThan(100).allSatisfy(quote -> {
            var content = content(quote.get("message_id").longValue());
            var text = quote.get("quote").stringValue();
            var matched = quote.get("matched").stringValue();
            assertThat(content.startsWith(text, quote.get("quote_start").intValue()))
                    .as(text)
                    .isTrue();
            assertThat(text).contains(matched);
            assertThat(content.substring(
                            quote.get("start_at").intValue(),
                            quote.get("end_at").intValue()))
                    .isEqualTo(matched)
                    .isNotBlank();
        });
    }

    private String content(long message) {
        return database.jdbc()
                .sql("SELECT content FROM conversation_messages WHERE id = :id")
                .param("id", message)
                .query(String.class)
                .single();
    }

    private JsonNode json(String... command) throws Exception {
        var arguments = new java.util.ArrayList<>(List.of(command));
        arguments.add("--json");
        var result = Program.run(
                directory, Map.of("NUZANTARA_DATA_DIR", directory.toString()), arguments.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        return JsonMapper.shared().readTree(result.out());
    }

    private static long count(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
