package io.nuzantara.trainer;

import io.nuzantara.database.RecordMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The ratings and the conversations they judge, read in a fixed number of statements whatever their number. */
@Repository
class RatedConversations {

    private static final int FETCH_SIZE = 2_000;

    private final JdbcClient jdbc;

    RatedConversations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Ratings that no analysis has seen, by class. */
    record Unexamined(long high, long low, long total) {}

    /** All rated conversations judged in the period, the end included. */
    List<RatedConversation> judgedBetween(Instant from, Instant until) {
        return jdbc.sql("""
                        WITH votes AS (
                            SELECT conversation_id, avg(score) AS score, max(at) AS at
                              FROM conversation_votes
                             GROUP BY conversation_id),
                        rated AS (
                            SELECT c.id, c.source, c.client_id, c.client_external_id, c.topic, c.language, c.times_estimated,
                                   c.last_message_at, coalesce(v.score, c.rating) AS score,
                                   coalesce(c.rated_at, v.at, c.last_message_at) AS judged_at
                              FROM conversations c
                              LEFT JOIN votes v ON v.conversation_id = c.id
                             WHERE coalesce(v.score, c.rating) IS NOT NULL
                               AND coalesce(c.rated_at, v.at, c.last_message_at) > :from
                               AND coalesce(c.rated_at, v.at, c.last_message_at) <= :until),
                        turns AS (
                            SELECT m.conversation_id,
                                   count(*) FILTER (WHERE m.role = 'assistant') AS assistant,
                                   count(*) FILTER (WHERE m.role = 'staff') AS staff
                              FROM conversation_messages m
                              JOIN rated r ON r.id = m.conversation_id
                             GROUP BY m.conversation_id)
                        SELECT r.id, r.topic, r.language, r.times_estimated, r.score, r.judged_at,
                               CASE WHEN r.client_id IS NOT NULL THEN 'client:' || r.client_id
                                    WHEN r.client_external_id IS NOT NULL THEN 'external:' || r.source || ':' || r.client_external_id
                                    ELSE 'conversation:' || r.id END AS client_key,
                               nullif(split_part(trim(k.name), ' ', 1), '') AS first_name,
                               CASE WHEN r.client_id IS NULL OR r.last_message_at + interval '14 days' > :until THEN NULL
                                    ELSE EXISTS (
                                        SELECT 1
                                          FROM crm_practices p
                                         WHERE p.client_id = r.client_id
                                           AND (coalesce(p.started_at, p.created_at)
                                                    BETWEEN r.last_message_at AND r.last_message_at + interval '14 days'
                                             OR p.payment_status = 'paid'
                                                AND p.updated_at
                                                    BETWEEN r.last_message_at AND r.last_message_at + interval '14 days'))
                                    END AS closed,
                               coalesce(t.assistant, 0)::integer AS assistant_turns,
                               coalesce(t.staff, 0)::integer AS staff_turns
                          FROM rated r
                          LEFT JOIN turns t ON t.conversation_id = r.id
                          LEFT JOIN crm_clients k ON k.id = r.client_id
                         ORDER BY r.judged_at DESC, r.id DESC
                        """)
                .param("from", utc(from))
                .param("until", utc(until))
                .query(RecordMapper.of(RatedConversation.class))
                .list();
    }

    /** The number of conversations of the period, rated or not. */
    int countBetween(Instant from, Instant until) {
        return jdbc.sql("""
                        SELECT count(*)
                          FROM conversations c
                          LEFT JOIN (SELECT conversation_id, max(at) AS at
                                       FROM conversation_votes
                                      GROUP BY conversation_id) AS v ON v.conversation_id = c.id
                         WHERE coalesce(c.rated_at, v.at, c.last_message_at) > :from
                           AND coalesce(c.rated_at, v.at, c.last_message_at) <= :until
                        """)
                .param("from", utc(from))
                .param("until", utc(until))
                .query(Integer.class)
                .single();
    }

    /** Hands over each conversation with its messages, one after the other; inside a transaction they are streamed. */
    void read(Collection<RatedConversation> wanted, BiConsumer<RatedConversation, Dialogue> reader) {
        Map<Long, RatedConversation> byId =
                wanted.stream().collect(Collectors.toMap(RatedConversation::id, conversation -> conversation));
        var open = new OpenConversation(byId, reader);
        jdbc.sql("""
                        SELECT conversation_id, role, content, said_at
                          FROM conversation_messages
                         WHERE conversation_id = ANY(:ids)
                         ORDER BY conversation_id, position
                        """)
                .param("ids", byId.keySet().toArray(Long[]::new))
                .withFetchSize(FETCH_SIZE)
                .query((RowCallbackHandler) row -> open.add(
                        row.getLong("conversation_id"),
                        new Dialogue.Message(
                                Dialogue.Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                                row.getString("content"),
                                row.getTimestamp("said_at").toInstant())));
        open.finish();
    }

    /** Ratings given after the newest one that an analysis has read; votes alone are not counted. */
    Unexamined unexamined(Thresholds thresholds) {
        return jdbc.sql("""
                        SELECT count(*) FILTER (WHERE rating >= :high) AS high,
                               count(*) FILTER (WHERE rating < :low) AS low,
                               count(*) AS total
                          FROM conversations
                         WHERE rating IS NOT NULL
                           AND coalesce(rated_at, last_message_at)
                               > coalesce((SELECT max(window_to) FROM trainer_analyses), '-infinity')
                        """)
                .param("high", thresholds.highFrom())
                .param("low", thresholds.lowBelow())
                .query(RecordMapper.of(Unexamined.class))
                .single();
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /** Collects the rows of one conversation until the next one begins. */
    private static final class OpenConversation {

        private final Map<Long, RatedConversation> byId;
        private final BiConsumer<RatedConversation, Dialogue> reader;
        private final List<Dialogue.Message> messages = new ArrayList<>();
        private long id;

        OpenConversation(Map<Long, RatedConversation> byId, BiConsumer<RatedConversation, Dialogue> reader) {
            this.byId = byId;
            this.reader = reader;
        }

        void add(long conversation, Dialogue.Message message) {
            if (conversation != id) {
                finish();
                id = conversation;
            }
            messages.add(message);
        }

        void finish() {
            var conversation = byId.get(id);
            if (conversation != null && !messages.isEmpty()) {
                reader.accept(
                        conversation,
                        new Dialogue(
                                messages,
                                conversation.language(),
                                conversation.timesEstimated(),
                                conversation.firstName(),
                                conversation.closed()));
            }
            messages.clear();
        }
    }
}
