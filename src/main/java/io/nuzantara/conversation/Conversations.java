package io.nuzantara.conversation;

import io.nuzantara.database.RecordMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Conversations with their messages and ratings. */
@Repository
public class Conversations {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Conversations(JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The messages of a conversation in their order; empty when there is no such conversation. */
    public List<Message> messages(long conversationId) {
        return jdbc.sql("""
                SELECT id, position, role, content, said_at
                  FROM conversation_messages
                 WHERE conversation_id = :conversation
                 ORDER BY position
                """)
                .param("conversation", conversationId)
                .query(RecordMapper.of(Message.class))
                .list();
    }

    /** How many facts of each kind there are. */
    public FactCounts counts() {
        return jdbc.sql("""
                SELECT (SELECT count(*) FROM crm_clients) AS clients,
                       (SELECT count(*) FROM crm_clients WHERE status = 'active') AS active_clients,
                       (SELECT count(*) FROM crm_practices) AS practices,
                       (SELECT count(*) FROM crm_interactions) AS interactions,
                       (SELECT count(*) FROM conversations) AS conversations,
                       (SELECT count(*) FROM conversations WHERE rating IS NOT NULL) AS rated_conversations,
                       (SELECT count(*) FROM conversation_messages) AS messages
                """).query(RecordMapper.of(FactCounts.class)).single();
    }

    /** Whether there is a conversation at all. */
    public boolean any() {
        return jdbc.sql("SELECT EXISTS (SELECT FROM conversations)")
                .query(Boolean.class)
                .single();
    }

    /**
     * Stores what one rater thinks of a conversation; the same rater again replaces. The conversation shows the last rating
     * given, its votes keep that of each rater.
     *
     * @return whether there is such a conversation
     */
    public boolean rate(long conversationId, Rating rating) {
        var ratedAt = rating.ratedAt() == null ? clock.instant() : rating.ratedAt();
        return Boolean.TRUE.equals(transactions.execute(status -> {
            var found = show(conversationId, rating, ratedAt);
            if (found) {
                vote(conversationId, rating, ratedAt);
            }
            return found;
        }));
    }

    private boolean show(long conversationId, Rating rating, Instant ratedAt) {
        return jdbc.sql("""
                        UPDATE conversations
                           SET rating = :rating, client_feedback = coalesce(:feedback, client_feedback), rated_at = :at
                         WHERE id = :conversation
                        """)
                        .param("conversation", conversationId)
                        .param("rating", rating.rating())
                        .param("feedback", rating.feedback())
                        .param("at", OffsetDateTime.ofInstant(ratedAt, ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private void vote(long conversationId, Rating rating, Instant ratedAt) {
        jdbc.sql("""
                INSERT INTO conversation_votes (conversation_id, rater, score, at)
                VALUES (:conversation, :rater, :score, :at)
                    ON CONFLICT (conversation_id, rater) DO UPDATE SET score = excluded.score, at = excluded.at
                """)
                .param("conversation", conversationId)
                .param("rater", rating.rater())
                .param("score", rating.rating())
                .param("at", OffsetDateTime.ofInstant(ratedAt, ZoneOffset.UTC))
                .update();
    }

    /**
     * One message.
     *
     * @param position from 1
     * @param role user, assistant, staff or system
     */
    public record Message(long id, int position, String role, String content, Instant saidAt) {}

    /** Numbers of facts. */
    public record FactCounts(
            long clients,
            long activeClients,
            long practices,
            long interactions,
            long conversations,
            long ratedConversations,
            long messages) {}

    /**
     * What a rater thinks.
     *
     * @param rating 1 to 5
     * @param ratedAt null = now
     * @param rater who, so that the same rater replaces
     */
    public record Rating(
            double rating,
            @Nullable String feedback,
            @Nullable Instant ratedAt,
            String rater) {}
}
