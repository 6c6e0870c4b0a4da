package io.nuzantara.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.knowledge.GraphFixture.Turn;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Conversations in three languages out of templates and one seed. */
class GeneratedConversationsTests {

    private static final long SEED = 20260630;
    private static final int COUNT = 90;
    private static final List<String> THINGS = List.of(
            "KITAS",
            "izin tinggal terbatas",
            "permesso di soggiorno limitato",
            "KITAP",
            "PT PMA",
            "società a capitale straniero",
            "NPWP",
            "codice fiscale",
            "UU No. 6 Tahun 2011",
            "Law No. 6 of 2011",
            "Pasal 5 ayat (2) UU 6/2011",
            "PMK 131/2024",
            "KBLI 56101",
            "PPh 21",
            "Ubud",
            "Germania",
            "PT Maju Jaya",
            "PT MAJU JAYA",
            "Acme Trading Ltd",
            "visa C1",
            "hak pakai");
    private static final List<String> TEMPLATES = List.of(
            "Hello, I need %s and %s in 2026 😀",
            "Berapa lama %s? Saya sudah punya %s.",
            "Perché serve %s se ho già %s?",
            "%s requires %s.",
            "%s membutuhkan %s",
            "È vero: %s richiede %s!",
            "Rp 5-15 juta for %s, 60-90 days for %s",
            "%s/%s");

    private record Generated(String name, List<Turn> turns) {}

    private static List<Generated> generated() {
        var random = new Random(SEED);
        var conversations = new ArrayList<Generated>();
        for (int i = 0; i < COUNT; i++) {
            var turns = new ArrayList<Turn>();
            for (int turn = 0; turn < 2 + random.nextInt(5); turn++) {
                var text = pick(TEMPLATES, random).formatted(pick(THINGS, random), pick(THINGS, random));
                var content = random.nextInt(5) == 0 ? Normalizer.normalize(text, Normalizer.Form.NFD) : text;
                turns.add(new Turn(turn % 2 == 0 ? "user" : random.nextBoolean() ? "staff" : "assistant", content));
            }
            conversations.add(new Generated("g-" + i, turns));
        }
        return conversations;
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private static void add(GraphFixture fixture, Generated conversation) {
        fixture.conversation(conversation.name(), conversation.turns().toArray(Turn[]::new));
    }

    @Test
    void quotesAreExactAndNeitherOrderNorPortionsNorDeletionsShow() {
        System.out.println("knowledge: generated conversations with seed " + SEED);
        var whole = new GraphFixture();
        var conversations = generated();
        conversations.forEach(each -> add(whole, each));
        whole.execute();
        assertThat(RealConversationsTests.misquoted(whole)).isZero();
        assertThat(whole.graph.totals().facts()).isPositive();
        var expected = whole.meaning();

        Collections.shuffle(conversations, new Random(SEED + 1));
        var portions = new GraphFixture();
        for (int i = 0; i < COUNT; i++) {
            add(portions, conversations.get(i));
            if (i % 20 == 0) {
                portions.execute();
            }
        }
        var stranger = portions.conversation(
                "stranger", GraphFixture.user("CV Sinar Abadi wants a KITAS, Perppu 2/2022, Rome"));
        portions.execute();
        assertThat(portions.meaning()).isNotEqualTo(expected);
        portions.jdbc
                .sql("DELETE FROM conversations WHERE id = :id")
                .param("id", stranger)
                .update();
        portions.execute();

        assertThat(portions.meaning()).isEqualTo(expected);
    }
}
