package io.nuzantara.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nuzantara.knowledge.GraphFixture.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** 3,053 recorded conversations with 65,036 messages; their times are shifted so that they lie in the last 60 days. */
class RealConversationsTests {

    private static final Path CONVERSATIONS = Path.of("../shared/data/real/conversations.jsonl");
    private static final Duration SHIFT = Duration.between(Instant.parse("1998-06-30T23:59:59Z"), GraphFixture.NOW);

    @Test
    void everyQuoteIsAnExactPartOfItsMessageAndASecondExecutionWritesNothing() throws IOException {
        assumeTrue(Files.exists(CONVERSATIONS), "no recorded conversations beside the checkout");
        var fixture = new GraphFixture();
        load(fixture);

        var started = System.nanoTime();
        var result = fixture.execute();
        var seconds = Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0;
        System.out.printf(
                "knowledge: 3,053 conversations in %.1f s, %.0f/s, %s%n",
                seconds, 3053 / seconds, result.get("message"));

        assertThat(result).containsEntry("sources_seen", 3053L).containsEntry("sources_failed", 0);
        assertThat(fixture.graph.totals().entities()).isPositive();
        assertThat(misquoted(fixture)).isZero();
        var before = GraphFixture.sha256(fixture.rows());
        var again = fixture.execute();
        assertThat(GraphFixture.sha256(fixture.rows())).isEqualTo(before);
        assertThat(again)
                .containsEntry("sources_changed", 0)
                .containsEntry("mentions_total", result.get("mentions_total"));
    }

    /** Places whose words, folded, are not the name they are said to be. */
    static long misquoted(GraphFixture fixture) {
        return fixture
                .jdbc
                .sql("""
                        SELECT m.content, me.start_at, me.end_at, n.folded, n.type
                          FROM kg_mentions me
                          JOIN conversation_messages m ON m.id = me.message_id
                          JOIN kg_names n ON n.id = me.name_id
                        """)
                .query((row, number) -> {
                    var quote = row.getString("content").substring(row.getInt("start_at"), row.getInt("end_at"));
                    var folded = io.nuzantara.knowledge.extraction.Folding.key(quote);
                    return row.getString("type").equals("article")
                            ? row.getString("folded").startsWith(folded)
                            : row.getString("folded").equals(folded);
                })
                .list()
                .stream()
                .filter(same -> !same)
                .count();
    }

    private static void load(GraphFixture fixture) throws IOException {
        var json = JsonMapper.builder().build();
        try (var lines = Files.lines(CONVERSATIONS)) {
            fixture.transactions.executeWithoutResult(status -> lines.forEach(line -> {
                var conversation = json.readTree(line);
                var turns = new ArrayList<Turn>();
                var last = Instant.EPOCH;
                for (var message : conversation.get("messages")) {
                    turns.add(new Turn(
                            message.get("role").asString(),
                            message.get("content").asString()));
                    last = Instant.parse(message.get("at").asString()).plus(SHIFT);
                }
                fixture.conversation(
                        conversation.get("conversation_id").asString(), "en", null, last, List.copyOf(turns));
            }));
        }
    }
}
