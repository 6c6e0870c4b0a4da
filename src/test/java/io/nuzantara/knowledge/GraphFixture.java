package io.nuzantara.knowledge;

import io.nuzantara.database.DataDirectory;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.execution.DirectExecution;
import io.nuzantara.execution.Outcome;
import io.nuzantara.execution.Parameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A graph builder by hand on a database of its own. */
final class GraphFixture {

    static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");
    static final long YEARS = 3650;

    final JdbcClient jdbc;
    final TransactionTemplate transactions;
    final DataDirectory data;
    final Graph graph;
    final KnowledgeGraphBuilder builder;

    GraphFixture() {
        var database = TestDatabase.create();
        jdbc = database.jdbc();
        transactions = database.transactions();
        data = directory();
        var lexicons = new Lexicons(data);
        var sources = new Sources(jdbc);
        graph = new Graph(jdbc);
        builder = new KnowledgeGraphBuilder(
                sources,
                new ReadSources(sources, new Contributions(jdbc, new Statements(jdbc)), lexicons),
                new Resolution(jdbc, lexicons),
                new Derivation(jdbc),
                new Insights(jdbc),
                graph,
                lexicons,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static DataDirectory directory() {
        try {
            return new DataDirectory(
                    Files.createTempDirectory(Files.createDirectories(Path.of("target")), "knowledge-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DirectExecution execution(boolean initSchema) {
        return new DirectExecution(
                        new Parameters(Map.of("days_back", YEARS, "init_schema", initSchema)), NOW, transactions)
                .withItems(builder, jdbc, JsonMapper.builder().build());
    }

    Map<String, Object> execute() {
        return execute(execution(false));
    }

    Map<String, Object> execute(DirectExecution execution) {
        return ((Outcome.Completed) builder.run(execution)).result();
    }

    /** One turn of a conversation. */
    record Turn(String role, String content) {}

    static Turn user(String content) {
        return new Turn("user", content);
    }

    static Turn assistant(String content) {
        return new Turn("assistant", content);
    }

    static Turn staff(String content) {
        return new Turn("staff", content);
    }

    long client(String name) {
        return jdbc.sql("""
                        INSERT INTO crm_clients (external_id, name, created_at, updated_at)
                        VALUES (:name, :name, :now, :now)
                        RETURNING id
                        """)
                .param("name", name)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    long conversation(String name, Turn... turns) {
        return conversation(name, "en", null, NOW.minusSeconds(86_400), List.of(turns));
    }

    long conversation(String name, @Nullable String language, @Nullable Long client, Instant at, List<Turn> turns) {
        var id = jdbc.sql("""
                        INSERT INTO conversations (conversation_id, client_id, language, started_at, last_message_at, message_count, created_at)
                        VALUES (:name, :client, :language, :at, :at, :count, :at)
                        RETURNING id
                        """)
                .param("name", name)
                .param("client", client)
                .param("language", language)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("count", turns.size())
                .query(Long.class)
                .single();
        jdbc.sql("""
                        INSERT INTO conversation_messages (conversation_id, position, role, content, said_at)
                        SELECT :id, n, role, content, :at::timestamptz - make_interval(secs => 20 * (:count - n))
                          FROM unnest(:roles::text[], :contents::text[]) WITH ORDINALITY AS turn (role, content, n)
                        """)
                .param("id", id)
                .param("at", at.toString())
                .param("count", turns.size())
                .param("roles", turns.stream().map(Turn::role).toArray(String[]::new))
                .param("contents", turns.stream().map(Turn::content).toArray(String[]::new))
                .update();
        return Objects.requireNonNull(id);
    }

    long count(String table) {
        return switch (table) {
            case "names" -> one("SELECT count(*) FROM kg_names");
            case "mentions" -> one("SELECT count(*) FROM kg_mentions");
            case "nodes" -> one("SELECT count(*) FROM kg_nodes");
            case "edges" -> one("SELECT count(*) FROM kg_edges");
            case "facts" -> one("SELECT count(*) FROM kg_facts");
            default -> throw new IllegalArgumentException(table);
        };
    }

    private long one(String sql) {
        return Objects.requireNonNull(jdbc.sql(sql).query(Long.class).single());
    }

    /** Every row of every table of the graph with its row version: equal when nothing at all was written. */
    String rows() {
        return export("""
                SELECT string_agg(line, E'\\n' ORDER BY line)
                  FROM (SELECT 's' || xmin || kg_sources::text AS line FROM kg_sources
                        UNION ALL SELECT 'n' || xmin || kg_names::text FROM kg_names
                        UNION ALL SELECT 'm' || xmin || kg_mentions::text FROM kg_mentions
                        UNION ALL SELECT 'f' || xmin || kg_facts::text FROM kg_facts
                        UNION ALL SELECT 'e' || xmin || kg_evidence::text FROM kg_evidence
                        UNION ALL SELECT 'd' || xmin || kg_dirty::text FROM kg_dirty
                        UNION ALL SELECT 'o' || xmin || kg_nodes::text FROM kg_nodes
                        UNION ALL SELECT 't' || xmin || kg_node_stats::text FROM kg_node_stats
                        UNION ALL SELECT 'g' || xmin || kg_edges::text FROM kg_edges
                        UNION ALL SELECT 'v' || xmin || kg_versions::text FROM kg_versions
                        UNION ALL SELECT 'i' || xmin || kg_insights::text FROM kg_insights) AS everything
                """);
    }

    /** The graph without database ids and processing times: equal when two graphs say the same. */
    String meaning() {
        return export("""
                SELECT string_agg(line, E'\\n' ORDER BY line)
                  FROM (SELECT concat_ws('|', 'node', n.key, n.type, n.name, n.lexicon_id, s.mentions, s.sources, s.clients, s.first_said_at, s.last_said_at,
                                         s.degree) AS line
                          FROM kg_nodes n JOIN kg_node_stats s ON s.node_id = n.id
                        UNION ALL
                        SELECT concat_ws('|', 'name', na.type, na.folded, na.display, na.digits, na.canonical_id, na.lexicon_id, n.key)
                          FROM kg_names na JOIN kg_nodes n ON n.id = na.node_id
                        UNION ALL
                        SELECT concat_ws('|', 'edge', s.key, e.predicate, o.key, e.object_literal, e.qualifier, e.polarity, e.strength, e.sources, e.clients, e.valid_from)
                          FROM kg_edges e JOIN kg_nodes s ON s.id = e.subject_node LEFT JOIN kg_nodes o ON o.id = e.object_node
                        UNION ALL
                        SELECT concat_ws('|', 'mention', c.conversation_id, m.position, me.start_at, me.end_at, na.type, na.folded, me.speaker, me.confidence, me.said_at)
                          FROM kg_mentions me JOIN kg_names na ON na.id = me.name_id JOIN conversation_messages m ON m.id = me.message_id
                          JOIN conversations c ON c.id = m.conversation_id) AS everything
                """);
    }

    private String export(String sql) {
        return jdbc.sql(sql)
                .query((row, number) -> Objects.requireNonNullElse(row.getString(1), ""))
                .single();
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
