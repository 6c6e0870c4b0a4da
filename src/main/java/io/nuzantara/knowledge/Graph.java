package io.nuzantara.knowledge;

import io.nuzantara.database.RecordMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The graph as everybody may read it: figures, entities, their facts and neighbours. No words of any conversation. */
@Component
public class Graph {

    private static final int MOST_EDGES = 300;

    private final JdbcClient jdbc;

    Graph(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Sizes of the graph; facts are edges with evidence, associations are co-mentions. */
    public record Totals(long entities, long facts, long associations, long mentions, long sources) {}

    /** An entity of the ranking by mentions. */
    public record Mentioned(String type, String name, long mentions) {}

    /** An entity of the ranking by distinct neighbours. */
    public record Hub(String type, String name, long connections) {}

    /** A kind of edge and how many there are. */
    public record RelationshipType(String predicate, long count) {}

    public Totals totals() {
        return jdbc.sql("""
                        SELECT (SELECT count(*) FROM kg_nodes) AS entities,
                               (SELECT count(*) FROM kg_edges WHERE predicate <> 'relates_to' AND retired_at IS NULL) AS facts,
                               (SELECT count(*) FROM kg_edges WHERE predicate = 'relates_to' AND retired_at IS NULL) AS associations,
                               (SELECT count(*) FROM kg_mentions) AS mentions,
                               (SELECT count(*) FROM kg_sources) AS sources
                        """).query(RecordMapper.of(Totals.class)).single();
    }

    /** Whether it holds at least one entity and one edge. */
    public boolean isPopulated() {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT FROM kg_nodes) AND EXISTS (SELECT FROM kg_edges WHERE retired_at IS NULL)
                        """).query(Boolean.class).single();
    }

    /** The most mentioned entities, at most {@code count}; ties by key. */
    public List<Mentioned> topEntities(int count) {
        return jdbc.sql("""
                        SELECT n.type, n.name, s.mentions
                          FROM kg_node_stats s
                          JOIN kg_nodes n ON n.id = s.node_id
                         ORDER BY s.mentions DESC, n.key COLLATE "C"
                         LIMIT :count
                        """)
                .param("count", count)
                .query(RecordMapper.of(Mentioned.class))
                .list();
    }

    /** The entities with most distinct neighbours, at most {@code count}; ties by key. */
    public List<Hub> topHubs(int count) {
        return jdbc.sql("""
                        SELECT n.type, n.name, s.degree AS connections
                          FROM kg_node_stats s
                          JOIN kg_nodes n ON n.id = s.node_id
                         WHERE s.degree > 0
                         ORDER BY s.degree DESC, n.key COLLATE "C"
                         LIMIT :count
                        """)
                .param("count", count)
                .query(RecordMapper.of(Hub.class))
                .list();
    }

    /** The kinds of edges with their numbers, most first. */
    public List<RelationshipType> relationshipTypes() {
        return jdbc.sql("""
                        SELECT predicate, count(*) AS count
                          FROM kg_edges
                         WHERE retired_at IS NULL
                         GROUP BY predicate
                         ORDER BY count(*) DESC, predicate
                        """).query(RecordMapper.of(RelationshipType.class)).list();
    }

    /**
     * An entity with its figures and names.
     *
     * @param entityId stable as long as the entity exists
     * @param names all ways of writing it that were found, folded
     */
    public record Entity(
            long entityId,
            String key,
            String type,
            String name,
            long mentions,
            long sources,
            long clients,
            Instant firstSaidAt,
            Instant lastSaidAt,
            long degree,
            List<String> names) {}

    /** The entity of this id. */
    public Optional<Entity> entity(long id) {
        return jdbc.sql("""
                        SELECT n.id AS entity_id, n.key, n.type, n.name, s.mentions, s.sources, s.clients, s.first_said_at, s.last_said_at, s.degree,
                               (SELECT array_agg(na.folded ORDER BY na.folded COLLATE "C") FROM kg_names na WHERE na.node_id = n.id) AS names
                          FROM kg_nodes n
                          JOIN kg_node_stats s ON s.node_id = n.id
                         WHERE n.id = :id
                        """)
                .param("id", id)
                .query((row, number) -> new Entity(
                        row.getLong("entity_id"),
                        row.getString("key"),
                        row.getString("type"),
                        row.getString("name"),
                        row.getLong("mentions"),
                        row.getLong("sources"),
                        row.getLong("clients"),
                        row.getTimestamp("first_said_at").toInstant(),
                        row.getTimestamp("last_said_at").toInstant(),
                        row.getLong("degree"),
                        List.of((String[]) row.getArray("names").getArray())))
                .optional();
    }

    /**
     * An edge as seen from one of its ends.
     *
     * @param direction {@code out} = the entity asked for is the subject
     * @param neighbourId null when the object is a value
     * @param literal the value as JSON; null when the object is an entity
     * @param strength 0 to 1
     */
    public record Edge(
            long edgeId,
            String predicate,
            String direction,
            @Nullable Long neighbourId,
            @Nullable String neighbourType,
            @Nullable String neighbour,
            @Nullable String literal,
            String polarity,
            double strength,
            boolean assistantOnly,
            long sources,
            long clients,
            Instant validFrom,
            @Nullable Instant validTo) {}

    /** Live facts of an entity, strongest first within each predicate. */
    public List<Edge> facts(long id) {
        return edges(id, false).stream()
                .filter(edge -> !edge.predicate().equals("relates_to"))
                .toList();
    }

    /**
     * The entities one edge away with the edges to them, strongest first.
     *
     * @param associations whether co-mentions count beside facts
     * @param limit at most this many edges, 300 at the most
     */
    public Neighbourhood neighbours(long id, boolean associations, int limit) {
        var edges = edges(id, associations).stream()
                .filter(edge -> edge.neighbourId() != null)
                .sorted(java.util.Comparator.comparingDouble(Edge::strength)
                        .reversed()
                        .thenComparingLong(Edge::edgeId))
                .toList();
        var most = Math.min(limit, MOST_EDGES);
        return new Neighbourhood(edges.stream().limit(most).toList(), Math.max(0, edges.size() - most));
    }

    /**
     * Edges to the neighbours of an entity.
     *
     * @param leftOut how many did not fit
     */
    public record Neighbourhood(List<Edge> edges, int leftOut) {}

    private List<Edge> edges(long id, boolean associations) {
        return jdbc.sql("""
                        SELECT e.id AS edge_id, e.predicate, CASE WHEN e.subject_node = :id THEN 'out' ELSE 'in' END AS direction,
                               o.id AS neighbour_id, o.type AS neighbour_type, o.name AS neighbour, e.object_literal::text AS literal, e.polarity,
                               e.strength, e.assistant_only, e.sources, e.clients, e.valid_from, e.valid_to
                          FROM kg_edges e
                          LEFT JOIN kg_nodes o ON o.id = CASE WHEN e.subject_node = :id THEN e.object_node ELSE e.subject_node END
                         WHERE (e.subject_node = :id OR e.object_node = :id)
                           AND e.retired_at IS NULL
                           AND (:associations OR e.predicate <> 'relates_to')
                         ORDER BY e.predicate, e.strength DESC, e.id
                        """)
                .param("id", id)
                .param("associations", associations)
                .query(RecordMapper.of(Edge.class))
                .list();
    }

    /** A line of a ranking or another observation about the graph. */
    public record Insight(String kind, int rank, String text, String severity, String numbers) {}

    /** Insights of the newest version, of one kind or (null) of all. */
    public List<Insight> insights(@Nullable String kind) {
        return jdbc.sql("""
                        SELECT kind, rank, text, severity, numbers::text AS numbers
                          FROM kg_insights
                         WHERE :kind::text IS NULL OR kind = :kind
                         ORDER BY kind, rank
                        """)
                .param("kind", kind)
                .query(RecordMapper.of(Insight.class))
                .list();
    }
}
