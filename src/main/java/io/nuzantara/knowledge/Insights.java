package io.nuzantara.knowledge;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rankings of the graph: most mentioned, best connected, kinds of relationships. Recomputed with each version, never added up. */
@Component
class Insights {

    static final int LENGTH = 10;

    private final JdbcClient jdbc;

    Insights(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The version that the execution leaves behind.
     *
     * @param id the same as before when nothing has changed
     */
    record Version(long id) {}

    /** Records a new version with its rankings and empties the work list; inside a transaction. */
    Version record(Derivation.Derived derived, UUID execution, Instant at) {
        long version = jdbc.sql("""
                        INSERT INTO kg_versions (execution_id, at, nodes, edges, data_until)
                        SELECT :execution, :at, :nodes, :edges, max(said_to)
                          FROM kg_sources
                        RETURNING id
                        """)
                .param("execution", execution)
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .param("nodes", derived.nodes())
                .param("edges", derived.edges())
                .query(Long.class)
                .single();
        jdbc.sql("DELETE FROM kg_insights").update();
        rankNodes(version);
        rankHubs(version);
        rankRelationships(version);
        jdbc.sql("DELETE FROM kg_dirty").update();
        return new Version(version);
    }

    /** The newest version, if there is one. */
    java.util.Optional<Version> newest() {
        return jdbc.sql("SELECT id FROM kg_versions ORDER BY id DESC LIMIT 1")
                .query((row, number) -> new Version(row.getLong("id")))
                .optional();
    }

    private void rankNodes(long version) {
        jdbc.sql("""
                        INSERT INTO kg_insights (version_id, kind, rank, nodes, numbers, text, severity)
                        SELECT :version, 'top', row_number() OVER best, ARRAY[n.id],
                               jsonb_build_object('mentions', s.mentions, 'sources', s.sources, 'clients', s.clients),
                               format('%s: %s mentions in %s conversations', n.name, s.mentions, s.sources), 'info'
                          FROM kg_node_stats s
                          JOIN kg_nodes n ON n.id = s.node_id
                        WINDOW best AS (ORDER BY s.mentions DESC, n.key COLLATE "C")
                         ORDER BY s.mentions DESC, n.key COLLATE "C"
                         LIMIT :length
                        """).param("version", version).param("length", LENGTH).update();
    }

    private void rankHubs(long version) {
        jdbc.sql("""
                        INSERT INTO kg_insights (version_id, kind, rank, nodes, numbers, text, severity)
                        SELECT :version, 'hub', row_number() OVER best, ARRAY[n.id],
                               jsonb_build_object('connections', s.degree),
                               format('%s: connected with %s others', n.name, s.degree), 'info'
                          FROM kg_node_stats s
                          JOIN kg_nodes n ON n.id = s.node_id
                         WHERE s.degree > 0
                        WINDOW best AS (ORDER BY s.degree DESC, n.key COLLATE "C")
                         ORDER BY s.degree DESC, n.key COLLATE "C"
                         LIMIT :length
                        """).param("version", version).param("length", LENGTH).update();
    }

    private void rankRelationships(long version) {
        jdbc.sql("""
                        INSERT INTO kg_insights (version_id, kind, rank, numbers, text, severity)
                        SELECT :version, 'relationship_type', row_number() OVER (ORDER BY count(*) DESC, predicate),
                               jsonb_build_object('predicate', predicate, 'count', count(*)),
                               format('%s: %s', predicate, count(*)), 'info'
                          FROM kg_edges
                         WHERE retired_at IS NULL
                         GROUP BY predicate
                        """).param("version", version).update();
    }
}
