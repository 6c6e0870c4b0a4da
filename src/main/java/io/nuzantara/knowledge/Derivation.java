package io.nuzantara.knowledge;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Everything that follows from the contributions: figures of nodes, edges of facts, associations, degrees. Always computed
 * from the contributions, never counted up; a row that would not change is not written.
 */
@Component
class Derivation {

    /** How strong an association must be, in how many conversations it must be seen (start values). */
    private static final double LEAST_NPMI = .2;

    private static final int LEAST_CONVERSATIONS = 3;
    /** A message with more entities is a list, not a statement; without the limit one message could cost a square of them. */
    private static final int MOST_NODES = 50;

    private final JdbcClient jdbc;

    Derivation(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What stands after the derivation. */
    record Derived(long nodes, long edges) {}

    /**
     * Derives all; inside a transaction.
     *
     * @param at when this knowledge is recorded
     */
    Derived derive(Instant at) {
        deriveStats();
        deriveFacts(at);
        deriveAssociations(at);
        deriveDegrees();
        return jdbc.sql("SELECT (SELECT count(*) FROM kg_nodes) AS nodes, (SELECT count(*) FROM kg_edges) AS edges")
                .query((row, number) -> new Derived(row.getLong("nodes"), row.getLong("edges")))
                .single();
    }

    private void deriveStats() {
        jdbc.sql("""
                        INSERT INTO kg_node_stats AS s (node_id, mentions, sources, clients, first_said_at, last_said_at)
                        SELECT n.node_id, count(*), count(DISTINCT m.source_id), count(DISTINCT src.client_ref), min(m.said_at), max(m.said_at)
                          FROM kg_mentions m
                          JOIN kg_names n ON n.id = m.name_id
                          JOIN kg_sources src ON src.id = m.source_id
                         WHERE n.node_id IS NOT NULL
                         GROUP BY n.node_id
                        ON CONFLICT (node_id) DO UPDATE
                           SET mentions = excluded.mentions, sources = excluded.sources, clients = excluded.clients,
                               first_said_at = excluded.first_said_at, last_said_at = excluded.last_said_at
                         WHERE (s.mentions, s.sources, s.clients, s.first_said_at, s.last_said_at)
                               IS DISTINCT FROM (excluded.mentions, excluded.sources, excluded.clients, excluded.first_said_at, excluded.last_said_at)
                        """).update();
    }

    /**
     * Strength = 1 - product over independent voices of (1 - best confidence of that voice). A voice is the client where he
     * is known, else the conversation: one talkative or hostile client counts once.
     */
    private void deriveFacts(Instant at) {
        jdbc.sql("""
                        WITH voices AS (
                          SELECT CASE WHEN f.predicate = 'conflicts_with' AND so.key < ss.key THEN o.node_id ELSE s.node_id END AS subject_node,
                                 f.predicate,
                                 CASE WHEN f.predicate = 'conflicts_with' AND so.key < ss.key THEN s.node_id ELSE o.node_id END AS object_node,
                                 f.object_literal, f.qualifier, f.polarity,
                                 coalesce('client:' || src.client_ref, 'source:' || src.id) AS voice,
                                 max(e.confidence) AS confidence, min(e.said_at) AS first_said, bool_and(e.speaker = 'assistant') AS assistant_only,
                                 count(DISTINCT src.id) AS sources, count(DISTINCT src.client_ref) AS clients
                            FROM kg_facts f
                            JOIN kg_evidence e ON e.fact_id = f.id
                            JOIN kg_sources src ON src.id = e.source_id
                            JOIN kg_names s ON s.id = f.subject_name_id
                            JOIN kg_nodes ss ON ss.id = s.node_id
                            LEFT JOIN kg_names o ON o.id = f.object_name_id
                            LEFT JOIN kg_nodes so ON so.id = o.node_id
                           WHERE s.node_id IS DISTINCT FROM o.node_id
                           GROUP BY 1, 2, 3, 4, 5, 6, 7
                        ), wanted AS (
                          SELECT subject_node, predicate, object_node, object_literal, qualifier, polarity,
                                 round((1 - exp(sum(ln(1 - confidence) ORDER BY voice)))::numeric, 6)::double precision AS strength,
                                 bool_and(assistant_only) AS assistant_only, sum(sources)::bigint AS sources, sum(clients)::bigint AS clients,
                                 min(first_said) AS valid_from
                            FROM voices
                           GROUP BY 1, 2, 3, 4, 5, 6
                        ), gone AS (
                          DELETE FROM kg_edges e
                           WHERE e.predicate <> 'relates_to'
                             AND NOT EXISTS (SELECT
                                               FROM wanted w
                                              WHERE (w.subject_node, w.predicate, w.qualifier, w.polarity) = (e.subject_node, e.predicate, e.qualifier, e.polarity)
                                                AND w.object_node IS NOT DISTINCT FROM e.object_node
                                                AND w.object_literal IS NOT DISTINCT FROM e.object_literal)
                        )
                        INSERT INTO kg_edges AS e (subject_node, predicate, object_node, object_literal, qualifier, polarity, strength, assistant_only,
                                                   sources, clients, valid_from, recorded_at)
                        SELECT subject_node, predicate, object_node, object_literal, qualifier, polarity, strength, assistant_only,
                               sources, clients, valid_from, :at
                          FROM wanted
                        ON CONFLICT ON CONSTRAINT kg_edges_statement_key DO UPDATE
                           SET strength = excluded.strength, assistant_only = excluded.assistant_only, sources = excluded.sources,
                               clients = excluded.clients, valid_from = excluded.valid_from
                         WHERE (e.strength, e.assistant_only, e.sources, e.clients, e.valid_from)
                               IS DISTINCT FROM (excluded.strength, excluded.assistant_only, excluded.sources, excluded.clients, excluded.valid_from)
                        """).param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC)).update();
    }

    /**
     * Normalised pointwise mutual information of two nodes over windows (Bouma 2009): ln(p(x,y) / (p(x) p(y))) / -ln p(x,y).
     * A window is a message and the reply of another speaker.
     */
    private void deriveAssociations(Instant at) {
        jdbc.sql("""
                        WITH turns AS (
                          SELECT m.id, s.id AS source_id, s.client_ref, m.said_at, m.role,
                                 lead(m.id) OVER talk AS reply, lead(m.role) OVER talk AS reply_role
                            FROM kg_sources s
                            JOIN conversation_messages m ON m.conversation_id = s.source_ref::bigint
                           WHERE s.source_type = 'conversation' AND m.role <> 'system'
                          WINDOW talk AS (PARTITION BY m.conversation_id ORDER BY m.position)
                        ), windows AS (
                          SELECT id AS window_id, id AS message_id, source_id, client_ref, said_at
                            FROM turns
                          UNION ALL
                          SELECT id, reply, source_id, client_ref, said_at
                            FROM turns
                           WHERE reply_role <> role
                        ), present AS (
                          SELECT DISTINCT w.window_id, w.source_id, w.client_ref, w.said_at, n.node_id
                            FROM windows w
                            JOIN kg_mentions m ON m.source_id = w.source_id AND m.message_id = w.message_id
                            JOIN kg_names n ON n.id = m.name_id
                            JOIN kg_node_stats st ON st.node_id = n.node_id AND st.sources >= :least_conversations
                        ), alone AS (
                          SELECT node_id, count(*)::double precision AS windows
                            FROM present
                           GROUP BY node_id
                        ), narrow AS (
                          SELECT *
                            FROM (SELECT p.*, count(*) OVER (PARTITION BY window_id) AS company FROM present p) AS counted
                           WHERE company BETWEEN 2 AND :most_nodes
                        ), pairs AS (
                          SELECT a.node_id AS x, b.node_id AS y, count(*)::double precision AS windows, count(DISTINCT a.source_id) AS sources,
                                 count(DISTINCT a.client_ref) AS clients, min(a.said_at) AS first_said,
                                 (SELECT count(*)::double precision FROM turns) AS total
                            FROM narrow a
                            JOIN narrow b ON b.window_id = a.window_id
                            JOIN kg_nodes an ON an.id = a.node_id
                            JOIN kg_nodes bn ON bn.id = b.node_id
                           WHERE an.key COLLATE "C" < bn.key COLLATE "C"
                           GROUP BY a.node_id, b.node_id
                          HAVING count(DISTINCT a.source_id) >= :least_conversations
                        ), weighed AS (
                          SELECT p.x, p.y, p.sources, p.clients, p.first_said,
                                 round(coalesce(ln(p.windows * p.total / (ax.windows * ay.windows)) / nullif(-ln(p.windows / p.total), 0), 1)::numeric, 6)::double precision AS npmi
                            FROM pairs p
                            JOIN alone ax ON ax.node_id = p.x
                            JOIN alone ay ON ay.node_id = p.y
                        ), wanted AS (
                          SELECT x, y, sources, clients, first_said, least(npmi, 1) AS npmi
                            FROM weighed
                           WHERE npmi >= :least_npmi
                        ), gone AS (
                          DELETE FROM kg_edges e
                           WHERE e.predicate = 'relates_to'
                             AND NOT EXISTS (SELECT FROM wanted w WHERE w.x = e.subject_node AND w.y = e.object_node)
                        )
                        INSERT INTO kg_edges AS e (subject_node, predicate, object_node, strength, sources, clients, valid_from, recorded_at)
                        SELECT x, 'relates_to', y, npmi, sources, clients, first_said, :at
                          FROM wanted
                        ON CONFLICT ON CONSTRAINT kg_edges_statement_key DO UPDATE
                           SET strength = excluded.strength, sources = excluded.sources, clients = excluded.clients, valid_from = excluded.valid_from
                         WHERE (e.strength, e.sources, e.clients, e.valid_from)
                               IS DISTINCT FROM (excluded.strength, excluded.sources, excluded.clients, excluded.valid_from)
                        """)
                .param("least_conversations", LEAST_CONVERSATIONS)
                .param("most_nodes", MOST_NODES)
                .param("least_npmi", LEAST_NPMI)
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .update();
    }

    /** Distinct neighbours; stored, because counting them when asked costs seconds on a large graph. */
    private void deriveDegrees() {
        jdbc.sql("""
                        WITH ends AS (
                          SELECT subject_node AS node_id, object_node AS neighbour
                            FROM kg_edges
                           WHERE object_node IS NOT NULL AND retired_at IS NULL
                          UNION
                          SELECT object_node, subject_node
                            FROM kg_edges
                           WHERE object_node IS NOT NULL AND retired_at IS NULL
                        ), degrees AS (
                          SELECT s.node_id, count(e.neighbour) AS degree
                            FROM kg_node_stats s
                            LEFT JOIN ends e ON e.node_id = s.node_id
                           GROUP BY s.node_id
                        )
                        UPDATE kg_node_stats s
                           SET degree = d.degree
                          FROM degrees d
                         WHERE d.node_id = s.node_id AND d.degree <> s.degree
                        """).update();
    }
}
