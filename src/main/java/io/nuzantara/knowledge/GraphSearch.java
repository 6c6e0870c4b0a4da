package io.nuzantara.knowledge;

import io.nuzantara.database.RecordMapper;
import io.nuzantara.knowledge.extraction.Extractor;
import io.nuzantara.knowledge.extraction.Folding;
import java.time.Clock;
import java.time.Year;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds entities by their names. Exact hits come first (the name itself, then what lexicon and grammar know the query to
 * mean, then names that begin with it); then likeness, weighed by reciprocal rank fusion (Cormack et al. 2009).
 */
@Component
public class GraphSearch {

    /** Longest query. */
    public static final int LONGEST_QUERY = 200;

    private static final int CHANNEL_LENGTH = 50;
    private static final double FUSION = 60;

    private final JdbcClient jdbc;
    private final Lexicons lexicons;
    private final Clock clock;

    GraphSearch(JdbcClient jdbc, Lexicons lexicons, Clock clock) {
        this.jdbc = jdbc;
        this.lexicons = lexicons;
        this.clock = clock;
    }

    /**
     * An entity found.
     *
     * @param sourceMentions number of conversations that mention it
     * @param why the channels that found it and what they matched
     */
    public record Hit(
            long entityId,
            String key,
            String type,
            String name,
            long mentions,
            long sourceMentions,
            Map<String, Object> metadata,
            double score,
            List<Reason> why) {}

    /** A channel ({@code exact, alias, prefix, trigram}), the rank it gave and the name it matched. */
    public record Reason(String channel, int rank, String matched) {}

    private record Found(
            long entityId,
            String key,
            String type,
            String name,
            @Nullable String lexiconId,
            long mentions,
            long sources,
            long degree,
            String matched) {}

    /**
     * Entities for a query, best first.
     *
     * @param query at most {@link #LONGEST_QUERY} characters
     * @param type code of an entity type; null = all
     * @param limit at most this many
     */
    public List<Hit> search(String query, @Nullable String type, int limit) {
        if (query.length() > LONGEST_QUERY) {
            throw new IllegalArgumentException("a query has at most %d characters".formatted(LONGEST_QUERY));
        }
        var folded = Folding.key(query);
        if (folded.isEmpty()) {
            return List.of();
        }
        var channels = new LinkedHashMap<String, List<Found>>();
        channels.put("exact", equal(folded, type));
        channels.put("alias", meant(query, type));
        channels.put("prefix", beginning(folded, type));
        channels.put("trigram", alike(folded, type));
        return fused(channels).stream().limit(limit).toList();
    }

    private static List<Hit> fused(Map<String, List<Found>> channels) {
        var found = new LinkedHashMap<Long, Found>();
        var why = new LinkedHashMap<Long, List<Reason>>();
        channels.forEach((channel, hits) -> {
            for (int i = 0; i < hits.size(); i++) {
                var hit = hits.get(i);
                found.putIfAbsent(hit.entityId(), hit);
                why.computeIfAbsent(hit.entityId(), id -> new ArrayList<>())
                        .add(new Reason(channel, i + 1, hit.matched()));
            }
        });
        var exact = Stream.of("exact", "alias", "prefix")
                .flatMap(channel -> Objects.requireNonNull(channels.get(channel)).stream())
                .map(Found::entityId)
                .distinct()
                .toList();
        return found.values().stream()
                .map(each -> hit(each, Objects.requireNonNull(why.get(each.entityId()))))
                .sorted(Comparator.comparingInt((Hit hit) -> place(exact, hit))
                        .thenComparing(Comparator.comparingDouble(Hit::score).reversed())
                        .thenComparing(Hit::key))
                .toList();
    }

    private static int place(List<Long> exact, Hit hit) {
        var place = exact.indexOf(hit.entityId());
        return place < 0 ? Integer.MAX_VALUE : place;
    }

    private static Hit hit(Found found, List<Reason> why) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("degree", found.degree());
        if (found.lexiconId() != null) {
            metadata.put("lexicon_id", found.lexiconId());
        }
        return new Hit(
                found.entityId(),
                found.key(),
                found.type(),
                found.name(),
                found.mentions(),
                found.sources(),
                metadata,
                why.stream().mapToDouble(reason -> 1 / (FUSION + reason.rank())).sum(),
                why);
    }

    private List<Found> equal(String folded, @Nullable String type) {
        return jdbc.sql("""
                        SELECT n.id AS entity_id, n.key, n.type, n.name, n.lexicon_id, s.mentions, s.sources, s.degree, min(na.folded) AS matched
                          FROM kg_names na
                          JOIN kg_nodes n ON n.id = na.node_id
                          JOIN kg_node_stats s ON s.node_id = n.id
                         WHERE (na.folded = :query OR n.canonical_name = :query)
                           AND (:type::text IS NULL OR n.type = :type)
                         GROUP BY n.id, s.node_id
                         ORDER BY s.mentions DESC, n.key COLLATE "C"
                         LIMIT :length
                        """)
                .param("query", folded)
                .param("type", type)
                .param("length", CHANNEL_LENGTH)
                .query(RecordMapper.of(Found.class))
                .list();
    }

    /** What lexicon and grammar read in the query, in its order: an alias in another language finds the entity too. */
    private List<Found> meant(String query, @Nullable String type) {
        var extractor = new Extractor(lexicons.current(), Year.now(clock).getValue() + 1);
        var keys = extractor.extract(query, "und").mentions().stream()
                .flatMap(mention -> Stream.ofNullable(mention.id()))
                .distinct()
                .toArray(String[]::new);
        return jdbc.sql("""
                        SELECT n.id AS entity_id, n.key, n.type, n.name, n.lexicon_id, s.mentions, s.sources, s.degree, n.name AS matched
                          FROM unnest(:keys::text[]) WITH ORDINALITY AS meant (key, place)
                          JOIN kg_nodes n ON n.key = meant.key
                          JOIN kg_node_stats s ON s.node_id = n.id
                         WHERE :type::text IS NULL OR n.type = :type
                         ORDER BY meant.place
                        """)
                .param("keys", keys)
                .param("type", type)
                .query(RecordMapper.of(Found.class))
                .list();
    }

    private List<Found> beginning(String folded, @Nullable String type) {
        return jdbc.sql("""
                        SELECT n.id AS entity_id, n.key, n.type, n.name, n.lexicon_id, s.mentions, s.sources, s.degree, min(na.folded) AS matched
                          FROM kg_names na
                          JOIN kg_nodes n ON n.id = na.node_id
                          JOIN kg_node_stats s ON s.node_id = n.id
                         WHERE na.folded LIKE :prefix
                           AND (:type::text IS NULL OR n.type = :type)
                         GROUP BY n.id, s.node_id
                         ORDER BY s.mentions DESC, n.key COLLATE "C"
                         LIMIT :length
                        """)
                .param("prefix", escaped(folded) + "%")
                .param("type", type)
                .param("length", CHANNEL_LENGTH)
                .query(RecordMapper.of(Found.class))
                .list();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private List<Found> alike(String folded, @Nullable String type) {
        return jdbc.sql("""
                        SELECT n.id AS entity_id, n.key, n.type, n.name, n.lexicon_id, s.mentions, s.sources, s.degree, best.matched
                          FROM (SELECT DISTINCT ON (na.node_id) na.node_id, na.folded AS matched, similarity(na.folded, :query) AS likeness
                                  FROM kg_names na
                                 WHERE na.folded % :query
                                 ORDER BY na.node_id, similarity(na.folded, :query) DESC, na.folded COLLATE "C") AS best
                          JOIN kg_nodes n ON n.id = best.node_id
                          JOIN kg_node_stats s ON s.node_id = n.id
                         WHERE :type::text IS NULL OR n.type = :type
                         ORDER BY best.likeness DESC, n.key COLLATE "C"
                         LIMIT :length
                        """)
                .param("query", folded)
                .param("type", type)
                .param("length", CHANNEL_LENGTH)
                .query(RecordMapper.of(Found.class))
                .list();
    }
}
