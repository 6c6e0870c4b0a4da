package io.nuzantara.trainer;

import io.nuzantara.database.DataDirectory;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.execution.DirectExecution;
import io.nuzantara.execution.Outcome;
import io.nuzantara.execution.Parameters;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The trainer on a database of its own, with rows to rate. */
final class TrainerFixture {

    static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");

    final JsonMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    final TestDatabase database = TestDatabase.create();
    final JdbcClient jdbc = database.jdbc();
    final Analyses analyses = new Analyses(jdbc, json);
    final Proposals proposals = new Proposals(jdbc);
    final DataDirectory data;

    TrainerFixture(Path data) {
        this.data = new DataDirectory(data);
    }

    ConversationTrainer trainer(@Nullable Path prompt) {
        var settings = new TrainerSettings(prompt == null ? null : prompt.toString(), 4, 3, 30, 3);
        var conversations = new RatedConversations(jdbc);
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new ConversationTrainer(
                new ExamineRatings(
                        conversations,
                        analyses,
                        new LiveFeatures(MessageLanguage.guessed()),
                        settings,
                        UUID::randomUUID,
                        clock),
                new DraftEdit(proposals, settings, MessageLanguage.guessed(), json, UUID::randomUUID, clock),
                new StoreReport(analyses, proposals, json),
                proposals,
                conversations,
                settings,
                data);
    }

    DirectExecution execution(int daysBack) {
        var execution =
                new DirectExecution(new Parameters(Map.of("days_back", (long) daysBack)), NOW, database.transactions());
        jdbc.sql("""
                        INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, priority, created_at)
                        VALUES (:id, 'conversation_trainer', 'api', 'test', '{}', 'running', 8, :now)
                        """).param("id", execution.id()).param("now", utc(NOW)).update();
        return execution;
    }

    Map<String, Object> run(ConversationTrainer trainer, int daysBack) {
        return switch (trainer.run(execution(daysBack))) {
            case Outcome.Completed(var _, var result) -> result;
            case Outcome.Failed(var code, var message) -> throw new AssertionError(code + ": " + message);
        };
    }

    /** Stores a rated conversation of a client of its own, a day ago; lines start with the role and a colon. */
    void conversation(int number, double rating, String topic, List<String> lines) {
        conversation(number, rating, topic, NOW.minusSeconds(86_400L + number), lines);
    }

    void conversation(int number, double rating, String topic, Instant ratedAt, List<String> lines) {
        jdbc.sql("""
                        WITH talk AS (
                            INSERT INTO conversations (
                                conversation_id, client_external_id, language, topic, started_at, last_message_at, message_count,
                                rating, rated_at, created_at)
                            VALUES (:key, :client, 'en', :topic, :at, :at, :count, :rating, :at, :at)
                            RETURNING id)
                        INSERT INTO conversation_messages (conversation_id, position, role, content, said_at)
                        SELECT talk.id, line.position, split_part(line.text, ': ', 1),
                               substr(line.text, length(split_part(line.text, ': ', 1)) + 3), :at
                          FROM talk, unnest(CAST(:lines AS text[])) WITH ORDINALITY AS line (text, position)
                        """)
                .param("key", "c-" + number)
                .param("client", "k-" + number)
                .param("topic", topic)
                .param("at", utc(ratedAt))
                .param("count", lines.size())
                .param("rating", rating)
                .param("lines", lines.toArray(String[]::new))
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
