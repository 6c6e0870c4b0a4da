package io.nuzantara.knowledge;

import io.nuzantara.database.RecordMapper;
import io.nuzantara.knowledge.extraction.Lexicon;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gives each name on the work list its node. A pure function of the names: the same graph for any order of reading. The
 * work list stays until everything derived from it is written.
 */
@Component
class Resolution {

    private final JdbcClient jdbc;
    private final Lexicons lexicons;

    Resolution(JdbcClient jdbc, Lexicons lexicons) {
        this.jdbc = jdbc;
        this.lexicons = lexicons;
    }

    /** How many names were looked at. */
    record Resolved(int names) {
        boolean changed() {
            return names > 0;
        }
    }

    /** Resolves the work list; inside a transaction. */
    Resolved resolve() {
        var waiting =
                jdbc.sql("SELECT count(*) FROM kg_dirty").query(Integer.class).single();
        if (waiting > 0) {
            jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('knowledge.resolve', 0))")
                    .query((row, number) -> number)
                    .single();
            dropUnsupported();
            var names = names();
            assign(names, lexicons.current());
            dropEmptyNodes();
        }
        return new Resolved(waiting);
    }

    private void dropUnsupported() {
        jdbc.sql("""
                        DELETE FROM kg_facts f
                         WHERE (f.subject_name_id IN (SELECT name_id FROM kg_dirty) OR f.object_name_id IN (SELECT name_id FROM kg_dirty))
                           AND NOT EXISTS (SELECT FROM kg_evidence e WHERE e.fact_id = f.id)
                        """).update();
        jdbc.sql("""
                        DELETE FROM kg_names n
                         USING kg_dirty d
                         WHERE n.id = d.name_id
                           AND NOT EXISTS (SELECT FROM kg_mentions m WHERE m.name_id = n.id)
                           AND NOT EXISTS (SELECT FROM kg_facts f WHERE f.subject_name_id = n.id OR f.object_name_id = n.id)
                        """).update();
    }

    /** The names of the work list; one that only its words identify is shown as it was first written. */
    private List<NodeIdentity.Name> names() {
        var written = firstWritten();
        return jdbc.sql("""
                        SELECT n.id, n.type, n.folded, n.display, n.canonical_id, n.lexicon_id
                          FROM kg_dirty d
                          JOIN kg_names n ON n.id = d.name_id
                         ORDER BY n.type, n.folded
                        """).query(RecordMapper.of(NodeIdentity.Name.class)).list().stream()
                .map(name -> new NodeIdentity.Name(
                        name.id(),
                        name.type(),
                        name.folded(),
                        written.getOrDefault(name.id(), name.display()),
                        name.canonicalId(),
                        name.lexiconId()))
                .toList();
    }

    private record First(long nameId, String content, int startAt, int endAt) {}

    private Map<Long, String> firstWritten() {
        var written = new HashMap<Long, String>();
        jdbc.sql("""
                        SELECT DISTINCT ON (me.name_id) me.name_id, m.content, me.start_at, me.end_at
                          FROM kg_dirty d
                          JOIN kg_names n ON n.id = d.name_id AND n.canonical_id IS NULL AND n.lexicon_id IS NULL
                          JOIN kg_mentions me ON me.name_id = n.id
                          JOIN conversation_messages m ON m.id = me.message_id
                         ORDER BY me.name_id, me.said_at, me.message_id, me.start_at
                        """)
                .query(RecordMapper.of(First.class))
                .list()
                .forEach(first -> written.put(
                        first.nameId(),
                        first.content()
                                .substring(first.startAt(), first.endAt())
                                .strip()
                                .replaceAll("\\s++", " ")));
        return written;
    }

    private void assign(List<NodeIdentity.Name> names, Lexicon lexicon) {
        var nodes = new TreeMap<String, NodeIdentity>();
        var keys = new HashMap<Long, String>();
        for (var name : names) {
            var node = NodeIdentity.of(name, lexicon);
            nodes.putIfAbsent(node.key(), node);
            keys.put(name.id(), node.key());
        }
        upsertNodes(nodes.values());
        jdbc.sql("""
                        UPDATE kg_names n
                           SET node_id = node.id, display = assigned.display
                          FROM unnest(:names::bigint[], :keys::text[], :displays::text[]) AS assigned (name_id, key, display)
                          JOIN kg_nodes node ON node.key = assigned.key
                         WHERE n.id = assigned.name_id AND (n.node_id, n.display) IS DISTINCT FROM (node.id, assigned.display)
                        """)
                .param("names", names.stream().mapToLong(NodeIdentity.Name::id).toArray())
                .param("keys", names.stream().map(name -> keys.get(name.id())).toArray(String[]::new))
                .param(
                        "displays",
                        names.stream().map(NodeIdentity.Name::display).toArray(String[]::new))
                .update();
    }

    private void upsertNodes(Collection<NodeIdentity> nodes) {
        jdbc.sql("""
                        INSERT INTO kg_nodes AS n (key, type, name, canonical_name, lexicon_id)
                        SELECT key, type, name, canonical_name, lexicon_id
                          FROM unnest(:keys::text[], :types::text[], :names::text[], :canonical_names::text[], :lexicon_ids::text[])
                            AS node (key, type, name, canonical_name, lexicon_id)
                         ORDER BY key
                        ON CONFLICT (key) DO UPDATE
                           SET type = excluded.type, name = excluded.name, canonical_name = excluded.canonical_name, lexicon_id = excluded.lexicon_id
                         WHERE (n.type, n.name, n.canonical_name, n.lexicon_id)
                               IS DISTINCT FROM (excluded.type, excluded.name, excluded.canonical_name, excluded.lexicon_id)
                        """)
                .param("keys", nodes.stream().map(NodeIdentity::key).toArray(String[]::new))
                .param("types", nodes.stream().map(NodeIdentity::type).toArray(String[]::new))
                .param("names", nodes.stream().map(NodeIdentity::name).toArray(String[]::new))
                .param(
                        "canonical_names",
                        nodes.stream().map(NodeIdentity::canonicalName).toArray(String[]::new))
                .param("lexicon_ids", Columns.texts(nodes, NodeIdentity::lexiconId))
                .update();
    }

    private void dropEmptyNodes() {
        jdbc.sql("""
                        DELETE FROM kg_nodes n
                         WHERE NOT EXISTS (SELECT FROM kg_names na WHERE na.node_id = n.id)
                        """).update();
    }
}
