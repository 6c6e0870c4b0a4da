package io.nuzantara.knowledge;

import static io.nuzantara.knowledge.GraphFixture.assistant;
import static io.nuzantara.knowledge.GraphFixture.staff;
import static io.nuzantara.knowledge.GraphFixture.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuzantara.execution.DirectExecution;
import io.nuzantara.execution.FailureCode;
import io.nuzantara.execution.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KnowledgeGraphBuilderTests {

    private GraphFixture fixture = new GraphFixture();

    @BeforeEach
    void freshDatabase() {
        fixture = new GraphFixture();
    }

    private void someConversations(int count) {
        for (int i = 0; i < count; i++) {
            fixture.conversation(
                    "c-" + i,
                    user("Hello, how much is a KITAS for Italy passport holders? I live in Ubud " + i),
                    assistant(
                            "The limited stay permit follows Pasal 5 ayat (2) UU No. 6 Tahun 2011 🙂. PT Maju Jaya helps."),
                    staff("KBLI 56101 and PPh 21 matter for a PT PMA in Bali."));
        }
    }

    @Test
    void mentionsOfAllSurfaceFormsBecomeOneEntity() {
        someConversations(4);

        var result = fixture.execute();

        var kitas = fixture.jdbc
                .sql(
                        "SELECT name || ' ' || mentions FROM kg_nodes JOIN kg_node_stats ON node_id = id WHERE key = 'visa:kitas'")
                .query(String.class)
                .single();
        assertThat(kitas).isEqualTo("limited stay permit 8");
        assertThat(result)
                .containsEntry("sources_seen", 4L)
                .containsEntry("sources_changed", 4)
                .containsEntry("sources_failed", 0)
                .containsEntry("mode", "local")
                .containsKeys("top_entities", "top_hubs", "message", "version_id")
                .doesNotContainKey("schema");
        assertThat(fixture.graph.totals().mentions()).isEqualTo(fixture.count("mentions"));
        assertThat(fixture.graph.topEntities(1))
                .containsExactly(new Graph.Mentioned("visa_type", "limited stay permit", 8));
    }

    @Test
    void aSecondExecutionWritesNoRow() {
        someConversations(120);
        var first = fixture.execute();
        var before = fixture.rows();

        var second = fixture.execute();

        assertThat(fixture.rows()).isEqualTo(before);
        assertThat(second)
                .containsEntry("sources_changed", 0)
                .containsEntry("sources_seen", 120L)
                .containsEntry("version_id", first.get("version_id"))
                .containsEntry("mentions_total", first.get("mentions_total"));
    }

    @Test
    void aDeathInTheMiddleLeavesTheGraphOfAnUndisturbedExecution() {
        someConversations(120);
        var undisturbed = new GraphFixture();
        var interrupted = fixture;
        fixture = undisturbed;
        someConversations(120);
        undisturbed.execute();

        for (int steps = 1; steps < 9; steps++) {
            var execution = interrupted.execution(false).dyingAfter(1);
            while (true) {
                try {
                    interrupted.execute(execution);
                    break;
                } catch (DirectExecution.Died died) {
                    execution.dyingAfter(1);
                }
            }
        }

        assertThat(interrupted.meaning()).isEqualTo(undisturbed.meaning());
    }

    @Test
    void anExecutionGivenUpInTheMiddleIsFinishedByTheNext() {
        someConversations(120);
        var cut = fixture.execution(false).dyingAfter(4);
        assertThatThrownBy(() -> fixture.execute(cut)).isInstanceOf(DirectExecution.Died.class);

        fixture.execute();

        var undisturbed = new GraphFixture();
        var finished = fixture;
        fixture = undisturbed;
        someConversations(120);
        undisturbed.execute();
        assertThat(finished.meaning()).isEqualTo(undisturbed.meaning());
    }

    @Test
    void anEditedMessageIsReadAgain() {
        someConversations(3);
        fixture.execute();

        fixture.jdbc
                .sql("UPDATE conversation_messages SET content = 'KITAP please' WHERE content LIKE '%Ubud 1'")
                .update();
        var result = fixture.execute();

        assertThat(result).containsEntry("sources_changed", 1);
        assertThat(fixture.jdbc
                        .sql(
                                "SELECT mentions FROM kg_nodes JOIN kg_node_stats ON node_id = id WHERE key = 'visa:kitap'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aConversationThatIsGoneLeavesNoTrace() {
        fixture.conversation("a", user("KITAS and PT Maju Jaya"));
        fixture.execute();
        var before = fixture.meaning();
        var id = fixture.conversation("b", user("CV Sinar Abadi, KITAS, Pasal 7 UU 13/2003"));
        fixture.execute();
        assertThat(fixture.meaning()).isNotEqualTo(before);

        fixture.jdbc
                .sql("DELETE FROM conversations WHERE id = :id")
                .param("id", id)
                .update();
        fixture.execute();

        assertThat(fixture.meaning()).isEqualTo(before);
    }

    @Test
    void aClientIsNeverAnEntity() {
        fixture.client("PT Rahasia Keluarga");
        fixture.conversation("a", user("We are PT Rahasia Keluarga and PT Maju Jaya"));

        fixture.execute();

        assertThat(fixture.jdbc
                        .sql("SELECT folded FROM kg_names")
                        .query(String.class)
                        .list())
                .containsExactly("pt maju jaya");
    }

    @Test
    void numbersOfPeopleAreNotKept() {
        fixture.conversation("a", user("NIK 3171234567890123, NIB 1234567890123, NPWP 12.345.678.9-012.345"));

        fixture.execute();

        assertThat(fixture.jdbc
                        .sql("SELECT folded FROM kg_names")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("nik", "nib", "npwp");
    }

    @Test
    void theOrderOfReadingDoesNotMatter() {
        for (int i = 0; i < 30; i++) {
            fixture.conversation("c-" + i, user("PT Maju Jaya " + i), assistant("pt maju jaya? PT MAJU JAYA! KITAS"));
        }
        fixture.execute();
        var reversed = new GraphFixture();
        for (int i = 29; i >= 0; i--) {
            reversed.conversation("c-" + i, user("PT Maju Jaya " + i), assistant("pt maju jaya? PT MAJU JAYA! KITAS"));
            reversed.execute();
        }

        assertThat(reversed.meaning()).isEqualTo(fixture.meaning());
    }

    @Test
    void entitiesSaidTogetherInThreeConversationsAreAssociated() {
        for (int i = 0; i < 3; i++) {
            fixture.conversation("together-" + i, user("Can a KITAS holder live in Ubud?"), assistant("Yes."));
        }
        for (int i = 0; i < 5; i++) {
            fixture.conversation("apart-" + i, user("Hello there"), assistant("What about the weather?"));
        }

        fixture.execute();

        var edges = fixture.jdbc.sql("""
                        SELECT s.key || ' ' || e.predicate || ' ' || o.key || ' ' || e.sources
                          FROM kg_edges e JOIN kg_nodes s ON s.id = e.subject_node JOIN kg_nodes o ON o.id = e.object_node
                        """).query(String.class).list();
        assertThat(edges).containsExactly("place:ubud relates_to visa:kitas 3");
        assertThat(fixture.graph.topHubs(5)).hasSize(2);
    }

    @Test
    void initSchemaOnlyConfirmsThatTheTablesAreThere() {
        assertThat(fixture.execute(fixture.execution(true))).containsEntry("schema", "ready");
    }

    @Test
    void theBacklogCountsWhatADefaultExecutionWouldRead() {
        someConversations(3);
        fixture.conversation(
                "old", "en", null, GraphFixture.NOW.minusSeconds(86_400L * 100), java.util.List.of(user("KITAS")));
        assertThat(fixture.builder.backlog())
                .containsEntry("unread_conversations", 3L)
                .containsEntry("oldest_unread_hours", 24L);

        fixture.execute();

        assertThat(fixture.builder.backlog())
                .containsEntry("unread_conversations", 0L)
                .containsEntry("oldest_unread_hours", 0L);
    }

    @Test
    void anUnusableLexiconFailsWithItsLine() {
        fixture.execute();
        fixture.data.writePrivate("knowledge/lexicon.csv", Lexicons.shipped() + "visa:kitas,visa_type,x,,,,,,,\n");

        var outcome = fixture.builder.run(fixture.execution(false));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(FailureCode.CONFIGURATION_MISSING);
            assertThat(failed.message()).contains("line").contains("visa:kitas");
        });
    }

    @Test
    void everyMentionLiesInsideItsMessage() {
        someConversations(5);
        fixture.execute();

        var cut = fixture.jdbc
                .sql("SELECT DISTINCT context FROM kg_entity_mentions ORDER BY context")
                .query(String.class)
                .list();

        assertThat(cut)
                .containsExactlyInAnyOrder(
                        "KITAS",
                        "Italy",
                        "passport",
                        "Ubud",
                        "limited stay permit",
                        "Pasal 5 ayat (2)",
                        "UU No. 6 Tahun 2011",
                        "PT Maju Jaya",
                        "KBLI 56101",
                        "PPh 21",
                        "PT PMA",
                        "Bali");
    }
}
