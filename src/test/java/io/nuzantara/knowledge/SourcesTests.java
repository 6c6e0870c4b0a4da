package io.nuzantara.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.nuzantara.execution.ItemSource;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourcesTests {

    private final GraphFixture fixture = new GraphFixture();

    /** After a first import the server has none. */
    @Test
    void eachConversationIsALookIntoTheIndexOfTheLedgerWithoutStatisticsToo() {
        read(500);
        var window = new Sources.Window(Instant.EPOCH, GraphFixture.NOW, "an extractor");
        var unread = (ItemSource.Query) new Sources(fixture.jdbc).unread(window);

        var plan = String.join("\n", plan(unread));

        assumeThat(statistics()).as("autovacuum was quicker").isZero();
        assertThat(plan)
                .containsPattern(
                        "Index Scan using kg_sources_source_type_source_ref_key .*\\n.*Index Cond: .*source_ref = ");
    }

    private List<String> plan(ItemSource.Query query) {
        return fixture.jdbc
                .sql("EXPLAIN " + query.sql())
                .params(query.parameters())
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** Conversations and what the ledger says of them, all of them read. */
    private void read(int conversations) {
        fixture.jdbc.sql("""
                        INSERT INTO conversations (conversation_id, started_at, last_message_at, message_count, created_at)
                        SELECT 'c' || n, :now, :now, 0, :now FROM generate_series(1, :conversations) AS n
                        """).params(parameters(conversations)).update();
        fixture.jdbc.sql("""
                        INSERT INTO kg_sources (source_type, source_ref, content_hash, extractor_version, mode, status, mentions, facts,
                                                processed_at, execution_id)
                        SELECT 'conversation', id::text, '', 'an extractor', 'local', 'DONE', 0, 0, :now, gen_random_uuid()
                          FROM conversations
                         LIMIT :conversations
                        """).params(parameters(conversations)).update();
    }

    private static Map<String, ?> parameters(int conversations) {
        return Map.of("now", GraphFixture.NOW.atOffset(ZoneOffset.UTC), "conversations", conversations);
    }

    private int statistics() {
        return fixture.jdbc
                .sql("SELECT count(*) FROM pg_stats WHERE tablename = 'kg_sources'")
                .query(Integer.class)
                .single();
    }
}
