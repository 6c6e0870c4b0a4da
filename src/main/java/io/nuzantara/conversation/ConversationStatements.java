package io.nuzantara.conversation;

import io.nuzantara.database.RecordMapper;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores conversations with their messages and votes. */
@Repository
class ConversationStatements {

    private final JdbcClient jdbc;
    private final ClientStatements clients;

    ConversationStatements(JdbcClient jdbc, ClientStatements clients) {
        this.jdbc = jdbc;
        this.clients = clients;
    }

    AppliedRows apply(List<CheckedRow.Accepted> rows, ImportContext context) {
        var unknown = KnownClients.of(rows, clients, context).unknown().size();
        var applied = RowsJson.applied(store(rows, context), List.of(), unknown);
        var changed = rows.stream()
                .filter(row -> applied.created().contains(row.id())
                        || applied.updated().contains(row.id()))
                .toList();
        if (!changed.isEmpty()) {
            storeMessages(changed, context);
            dropMessagesBeyond(applied.updated(), context);
            dropVotes(changed, context);
            storeVotes(changed, context);
        }
        return applied;
    }

    private List<RowsJson.Stored> store(List<CheckedRow.Accepted> rows, ImportContext context) {
        return jdbc.sql("""
                WITH r AS (
                  SELECT *
                    FROM json_to_recordset(CAST(:rows AS json))
                      AS r(id text, hash text, given text[], client_id text, channel text, language text, guessed_language text,
                           topic text, topics text[], started_at timestamptz, ended_at timestamptz, last_message_at timestamptz,
                           times_estimated boolean, message_count integer, rating double precision, rated_at timestamptz,
                           client_feedback text, prompt_version text, attributes jsonb)),
                merged AS (
                  SELECT r.id, decode(r.hash, 'hex') AS hash, r.started_at, r.last_message_at, r.times_estimated, r.message_count,
                         CASE WHEN 'client_id' = ANY (r.given) THEN c.id ELSE t.client_id END AS client_id,
                         CASE WHEN 'client_id' = ANY (r.given) THEN r.client_id ELSE t.client_external_id END AS client_external_id,
                         coalesce(r.channel, CASE WHEN 'channel' = ANY (r.given) THEN NULL ELSE t.channel END, 'web') AS channel,
                         CASE WHEN 'language' = ANY (r.given) THEN r.language ELSE coalesce(t.language, r.guessed_language) END AS language,
                         CASE WHEN 'topic' = ANY (r.given) THEN r.topic ELSE t.topic END AS topic,
                         CASE WHEN 'topic' = ANY (r.given) THEN coalesce(r.topics, '{}') ELSE coalesce(t.topics, '{}') END AS topics,
                         CASE WHEN 'ended_at' = ANY (r.given) THEN r.ended_at ELSE t.ended_at END AS ended_at,
                         CASE WHEN 'rating' = ANY (r.given) THEN r.rating ELSE t.rating END AS rating,
                         CASE WHEN 'rated_at' = ANY (r.given) THEN r.rated_at ELSE t.rated_at END AS rated_at,
                         CASE WHEN 'client_feedback' = ANY (r.given) THEN r.client_feedback ELSE t.client_feedback END AS client_feedback,
                         CASE WHEN 'prompt_version' = ANY (r.given) THEN r.prompt_version ELSE t.prompt_version END AS prompt_version,
                         jsonb_strip_nulls(coalesce(t.attributes, '{}') || coalesce(r.attributes, '{}')) AS attributes
                    FROM r
                    LEFT JOIN crm_clients c ON c.source = :source AND c.external_id = r.client_id
                    LEFT JOIN conversations t ON t.source = :source AND t.conversation_id = r.id),
                stored AS (
                  INSERT INTO conversations AS v
                         (source, conversation_id, client_id, client_external_id, channel, language, topic, topics, started_at, ended_at,
                          last_message_at, times_estimated, message_count, rating, client_feedback, rated_at, prompt_version,
                          attributes, content_hash, created_at)
                  SELECT :source, id, client_id, client_external_id, channel, language, topic, topics, started_at, ended_at,
                         last_message_at, times_estimated, message_count, rating, client_feedback,
                         CASE WHEN rating IS NOT NULL THEN coalesce(rated_at, ended_at, last_message_at) END, prompt_version,
                         attributes, hash, started_at
                    FROM merged
                      ON CONFLICT (source, conversation_id) DO UPDATE
                     SET client_id = excluded.client_id, client_external_id = excluded.client_external_id,
                         channel = excluded.channel, language = excluded.language, topic = excluded.topic, topics = excluded.topics,
                         started_at = excluded.started_at, ended_at = excluded.ended_at, last_message_at = excluded.last_message_at,
                         times_estimated = excluded.times_estimated, message_count = excluded.message_count,
                         rating = excluded.rating, client_feedback = excluded.client_feedback, rated_at = excluded.rated_at,
                         prompt_version = excluded.prompt_version, attributes = excluded.attributes,
                         content_hash = excluded.content_hash, created_at = excluded.created_at
                   WHERE v.content_hash IS DISTINCT FROM excluded.content_hash
                  RETURNING conversation_id, xmax = 0 AS created)
                SELECT conversation_id AS id, created FROM stored
                """)
                .param("rows", RowsJson.of(rows, Set.of("messages", "votes")))
                .param("source", context.source())
                .query(RecordMapper.of(RowsJson.Stored.class))
                .list();
    }

    /** Messages keep their rows where they stay in place, because other facts point at them. */
    private void storeMessages(List<CheckedRow.Accepted> rows, ImportContext context) {
        jdbc.sql("""
                INSERT INTO conversation_messages AS m (conversation_id, position, role, content, author, external_id, said_at)
                SELECT v.id, e.position, e.message ->> 'role', e.message ->> 'content', e.message ->> 'author',
                       e.message ->> 'external_id', CAST(e.message ->> 'said_at' AS timestamptz)
                  FROM json_to_recordset(CAST(:rows AS json)) AS r(id text, messages json)
                  JOIN conversations v ON v.source = :source AND v.conversation_id = r.id
                 CROSS JOIN LATERAL json_array_elements(r.messages) WITH ORDINALITY AS e(message, position)
                    ON CONFLICT (conversation_id, position) DO UPDATE
                   SET role = excluded.role, content = excluded.content, author = excluded.author,
                       external_id = excluded.external_id, said_at = excluded.said_at
                 WHERE (m.role, m.content, m.author, m.external_id, m.said_at)
                       IS DISTINCT FROM (excluded.role, excluded.content, excluded.author, excluded.external_id, excluded.said_at)
                """)
                .param("rows", RowsJson.of(rows))
                .param("source", context.source())
                .update();
    }

    private void dropMessagesBeyond(Set<String> updated, ImportContext context) {
        jdbc.sql("""
                DELETE FROM conversation_messages m
                 USING conversations v
                 WHERE v.source = :source AND v.conversation_id = ANY (:ids)
                   AND m.conversation_id = v.id AND m.position > v.message_count
                """)
                .param("source", context.source())
                .param("ids", updated.toArray(String[]::new))
                .update();
    }

    private void dropVotes(List<CheckedRow.Accepted> rows, ImportContext context) {
        jdbc.sql("""
                DELETE FROM conversation_votes t
                 USING conversations v
                 WHERE v.source = :source AND v.conversation_id = ANY (:ids)
                   AND t.conversation_id = v.id AND t.rater LIKE 'import:%'
                """)
                .param("source", context.source())
                .param("ids", withVotes(rows).map(CheckedRow.Accepted::id).toArray(String[]::new))
                .update();
    }

    private void storeVotes(List<CheckedRow.Accepted> rows, ImportContext context) {
        jdbc.sql("""
                INSERT INTO conversation_votes (conversation_id, rater, score, at)
                SELECT v.id, 'import:' || e.position, CAST(e.score AS double precision), coalesce(v.rated_at, v.last_message_at)
                  FROM json_to_recordset(CAST(:rows AS json)) AS r(id text, votes json)
                  JOIN conversations v ON v.source = :source AND v.conversation_id = r.id
                 CROSS JOIN LATERAL json_array_elements_text(r.votes) WITH ORDINALITY AS e(score, position)
                """)
                .param(
                        "rows",
                        RowsJson.of(withVotes(rows)
                                .filter(row -> row.values().hasNonNull("votes"))
                                .toList()))
                .param("source", context.source())
                .update();
    }

    private static java.util.stream.Stream<CheckedRow.Accepted> withVotes(List<CheckedRow.Accepted> rows) {
        return rows.stream().filter(row -> row.given().contains("votes"));
    }
}
