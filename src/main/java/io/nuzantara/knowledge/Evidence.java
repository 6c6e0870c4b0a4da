package io.nuzantara.knowledge;

import io.nuzantara.database.RecordMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where an entity or a fact was said, in the words of the conversation. The words are cut out of the message when asked for. */
@Component
public class Evidence {

    private static final int AROUND = 140;

    private final JdbcClient jdbc;

    Evidence(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One place in a conversation.
     *
     * @param quote an exact part of the message that holds the place
     * @param quoteStart UTF-16 offset of the quote in the message
     * @param startAt UTF-16 offset of the place in the message
     * @param endAt offset after it
     * @param matched the words of the place itself
     */
    public record Quote(
            long conversationId,
            long messageId,
            String speaker,
            Instant saidAt,
            String quote,
            int quoteStart,
            int startAt,
            int endAt,
            String matched,
            double confidence) {}

    private record Place(
            long conversationId,
            long messageId,
            String speaker,
            Instant saidAt,
            String content,
            int startAt,
            int endAt,
            double confidence) {}

    /** The position after a quote, where the next page begins. */
    public record Position(Instant saidAt, long messageId, int startAt) {}

    /**
     * Places that mention an entity, newest first.
     *
     * @param after the last quote of the page before; null = from the newest
     */
    public List<Quote> ofEntity(long id, @Nullable Position after, int limit) {
        return jdbc
                .sql("""
                        SELECT m.conversation_id, me.message_id, me.speaker, me.said_at, m.content, me.start_at, me.end_at, me.confidence
                          FROM kg_names na
                          JOIN kg_mentions me ON me.name_id = na.id
                          JOIN conversation_messages m ON m.id = me.message_id
                         WHERE na.node_id = :id
                           AND (:said_at::timestamptz IS NULL OR (me.said_at, me.message_id, me.start_at) < (:said_at::timestamptz, :message, :start))
                         ORDER BY me.said_at DESC, me.message_id DESC, me.start_at DESC
                         LIMIT :limit
                        """)
                .param("id", id)
                .param("said_at", after == null ? null : OffsetDateTime.ofInstant(after.saidAt(), ZoneOffset.UTC))
                .param("message", after == null ? 0L : after.messageId())
                .param("start", after == null ? 0 : after.startAt())
                .param("limit", limit)
                .query(RecordMapper.of(Place.class))
                .list()
                .stream()
                .map(Evidence::quote)
                .toList();
    }

    /** Places that state a fact, newest first; none for an association. */
    public List<Quote> ofEdge(long entity, long edge, int limit) {
        return jdbc
                .sql("""
                        SELECT m.conversation_id, ev.message_id, ev.speaker, ev.said_at, m.content, ev.start_at, ev.end_at, ev.confidence
                          FROM kg_edges e
                          JOIN kg_facts f ON f.predicate = e.predicate AND f.qualifier = e.qualifier AND f.polarity = e.polarity
                                             AND f.object_literal IS NOT DISTINCT FROM e.object_literal
                          JOIN kg_names s ON s.id = f.subject_name_id
                          LEFT JOIN kg_names o ON o.id = f.object_name_id
                          JOIN kg_evidence ev ON ev.fact_id = f.id
                          JOIN conversation_messages m ON m.id = ev.message_id
                         WHERE e.id = :edge
                           AND :entity IN (e.subject_node, e.object_node)
                           AND (s.node_id = e.subject_node AND o.node_id IS NOT DISTINCT FROM e.object_node
                                OR e.predicate = 'conflicts_with' AND o.node_id = e.subject_node AND s.node_id = e.object_node)
                         ORDER BY ev.said_at DESC, ev.message_id DESC, ev.start_at DESC
                         LIMIT :limit
                        """)
                .param("edge", edge)
                .param("entity", entity)
                .param("limit", limit)
                .query(RecordMapper.of(Place.class))
                .list()
                .stream()
                .map(Evidence::quote)
                .toList();
    }

    private static Quote quote(Place place) {
        var content = place.content();
        var start = wordStart(content, Math.max(0, place.startAt() - AROUND), place.startAt());
        var end = wordEnd(content, Math.min(content.length(), place.endAt() + AROUND), place.endAt());
        return new Quote(
                place.conversationId(),
                place.messageId(),
                place.speaker(),
                place.saidAt(),
                content.substring(start, end),
                start,
                place.startAt(),
                place.endAt(),
                content.substring(place.startAt(), place.endAt()),
                place.confidence());
    }

    private static int wordStart(String content, int from, int latest) {
        var i = from;
        while (i > 0 && i < latest && !Character.isWhitespace(content.charAt(i - 1))) {
            i++;
        }
        return i;
    }

    private static int wordEnd(String content, int from, int earliest) {
        var i = from;
        while (i < content.length() && i > earliest && !Character.isWhitespace(content.charAt(i))) {
            i--;
        }
        return i;
    }
}
