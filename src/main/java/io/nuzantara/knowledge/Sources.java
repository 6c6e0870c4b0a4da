package io.nuzantara.knowledge;

import io.nuzantara.database.RecordMapper;
import io.nuzantara.execution.ItemSource;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The conversations as sources: which of them the ledger does not know in their present state. */
@Component
class Sources {

    private final JdbcClient jdbc;

    Sources(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Conversations whose last message lies in a window.
     *
     * @param extractor version of the extractor that is to have read them
     */
    record Window(Instant from, Instant until, String extractor) {}

    /** A conversation to be read; the hash in hexadecimal. */
    record Unread(
            long id, @Nullable Long clientId, @Nullable String language, String contentHash) {}

    /** A message of such a conversation. */
    record Said(long id, long conversationId, String role, String content, Instant saidAt) {}

    long seen(Window window) {
        return jdbc.sql("""
                        SELECT count(*)
                          FROM conversations
                         WHERE last_message_at BETWEEN :from AND :until
                        """)
                .param("from", at(window.from()))
                .param("until", at(window.until()))
                .query(Long.class)
                .single();
    }

    /**
     * What the ledger knows of a conversation {@code c}: one look into its index for each, which no plan can turn into a comparison of
     * all conversations with all sources. Planned freely, a server without statistics does that after a first import: 1,200
     * conversations took 210 to 250 ms instead of 50 to 57.
     */
    private static final String READ = """
              LEFT JOIN LATERAL (SELECT s.content_hash, s.client_ref, s.extractor_version, s.processed_at
                                   FROM kg_sources s
                                  WHERE s.source_type = 'conversation' AND s.source_ref = c.id::text
                                  LIMIT 1) AS read ON true
            """;

    /**
     * Conversations of the window, or one of them, whose content, client or extractor differ from the ledger. The content hash
     * covers id, role, time and text of each message in order.
     */
    private static final String UNREAD = """
            WITH present AS (
              SELECT c.id, c.client_id, c.language,
                     sha256(convert_to(coalesce(string_agg(
                       concat_ws(':', m.id, m.role, extract(epoch FROM m.said_at), encode(sha256(convert_to(m.content, 'UTF8')), 'hex')),
                       E'\\n' ORDER BY m.position), ''), 'UTF8')) AS content_hash
                FROM conversations c
                LEFT JOIN conversation_messages m ON m.conversation_id = c.id
               WHERE c.last_message_at BETWEEN :from AND :until
                 AND (CAST(:conversation AS bigint) IS NULL OR c.id = :conversation)
               GROUP BY c.id
            )
            SELECT c.id, c.client_id, c.language, encode(c.content_hash, 'hex') AS content_hash
              FROM present c
            """ + READ + """
             WHERE read.processed_at IS NULL
                OR read.content_hash <> c.content_hash
                OR read.extractor_version <> :extractor
                OR read.client_ref IS DISTINCT FROM c.client_id::text
             ORDER BY c.id
            """;

    /** All unread conversations of the window as items, by id. */
    ItemSource unread(Window window) {
        return new ItemSource.Query(
                "SELECT id::text AS item_key, NULL::jsonb AS input FROM (" + UNREAD + ") AS unread ORDER BY id",
                parameters(window, null));
    }

    /** One conversation of the window, if it is unread still. */
    Optional<Unread> unread(Window window, long conversation) {
        return jdbc.sql(UNREAD)
                .params(parameters(window, conversation))
                .query(RecordMapper.of(Unread.class))
                .optional();
    }

    private static Map<String, @Nullable Object> parameters(Window window, @Nullable Long conversation) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("from", at(window.from()));
        parameters.put("until", at(window.until()));
        parameters.put("extractor", window.extractor());
        parameters.put("conversation", conversation);
        return parameters;
    }

    /** How many of the sources that an execution has read could not be. */
    int failed(UUID execution) {
        return jdbc.sql("SELECT count(*) FROM kg_sources WHERE execution_id = :execution AND status = 'FAILED'")
                .param("execution", execution)
                .query(Integer.class)
                .single();
    }

    /** What was said in a conversation, in order; system texts are nobody's words. */
    List<Said> said(long conversation) {
        return jdbc.sql("""
                        SELECT id, conversation_id, role, content, said_at
                          FROM conversation_messages
                         WHERE conversation_id = :id AND role <> 'system'
                         ORDER BY position
                        """)
                .param("id", conversation)
                .query(RecordMapper.of(Said.class))
                .list();
    }

    /** Of some names those that belong to a client: a client is never an entity. */
    List<String> clientsAmong(List<String> names) {
        return jdbc.sql("""
                        SELECT DISTINCT lower(name)
                          FROM crm_clients
                         WHERE lower(name) = ANY (:names)
                        """)
                .param("names", names.toArray(String[]::new))
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Conversations of the window that this extractor has not read since their last message; a count over the ledger only. */
    Waiting waiting(Window window) {
        return jdbc.sql("""
                        SELECT count(*) AS conversations, min(c.last_message_at) AS oldest
                          FROM conversations c
                        """ + READ + """
                         WHERE c.last_message_at BETWEEN :from AND :until
                           AND (read.processed_at IS NULL
                                OR read.extractor_version <> :extractor
                                OR read.processed_at < c.last_message_at)
                        """)
                .param("from", at(window.from()))
                .param("until", at(window.until()))
                .param("extractor", window.extractor())
                .query(RecordMapper.of(Waiting.class))
                .single();
    }

    record Waiting(long conversations, @Nullable Instant oldest) {}

    /** Marks what sources of conversations that are gone have contributed and forgets these sources; how many there were. */
    int forgetVanished() {
        jdbc.sql("""
                        INSERT INTO kg_dirty (name_id)
                        SELECT name_id
                          FROM (SELECT m.name_id, m.source_id
                                  FROM kg_mentions m
                                UNION
                                SELECT n.name_id, e.source_id
                                  FROM kg_evidence e
                                  JOIN kg_facts f ON f.id = e.fact_id
                                 CROSS JOIN LATERAL (VALUES (f.subject_name_id), (f.object_name_id)) AS n (name_id)
                                 WHERE n.name_id IS NOT NULL) AS touched
                          JOIN kg_sources s ON s.id = touched.source_id
                         WHERE s.source_type = 'conversation'
                           AND NOT EXISTS (SELECT FROM conversations c WHERE c.id::text = s.source_ref)
                         GROUP BY name_id
                         ORDER BY name_id
                        ON CONFLICT DO NOTHING
                        """).update();
        return jdbc.sql("""
                        DELETE FROM kg_sources s
                         WHERE s.source_type = 'conversation'
                           AND NOT EXISTS (SELECT FROM conversations c WHERE c.id::text = s.source_ref)
                        """).update();
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
