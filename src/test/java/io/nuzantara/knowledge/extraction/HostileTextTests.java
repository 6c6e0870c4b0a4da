package io.nuzantara.knowledge.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of 100,000 characters made to be expensive. The limit is a hang guard, far above what a linear reader needs. */
class HostileTextTests {

    private static final int LENGTH = 100_000;
    private static final Duration HANG = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1.",
                "1,1.",
                "Rp ",
                "Rp 1-",
                "Rp1.1.1.1",
                "a ",
                "A ",
                "PT ",
                "PT A ",
                "A & ",
                "UU ",
                "UU No. ",
                "Law Law ",
                "Pasal 1 ",
                "Pasal 1 ayat ",
                "Peraturan Menteri Hukum dan ",
                "Permen aaa bbb ccc ddd eee fff ggg hhh iii 1 ",
                "KBLI ",
                "KBLI 56101, ",
                "1-1-",
                "March ",
                "1 of ",
                "\n",
                " ",
                ".",
                "kitas ",
                "limited stay ",
                "UU 1/2011 ",
                "PMK-1/A/B/C",
                "C1 ",
                "$1 to ",
                "é",
                "e\u0301",
                "\ud83d\ude00",
                "\ud83d",
                "0",
                "satu - satu - ",
                "Ltd, ",
                "A Ltd ",
                "passport no ",
                "IMI-0083.GR.01",
                "Kepdirjen IMI-0083.GR.01.01.01.01 "
            })
    void repetitionDoesNotHang(String unit) {
        var text = unit.repeat(LENGTH / unit.length() + 1).substring(0, LENGTH);

        var extraction = assertTimeoutPreemptively(HANG, () -> ExtractorFixture.extract(text));

        assertThat(extraction.mentions())
                .allMatch(mention -> mention.end() <= LENGTH && mention.start() < mention.end());
    }

    @Test
    void noTextMakesTheExtractorFail() {
        var seed = 7L;
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var parts = new String[] {
            "UU", " ", "No.", "6", "/", "2011", "Pasal", "(", "2", ")", "Rp", "juta", "-", "PT", "Maju", "\ud83d",
            "\u0301", "KITAS", "à", ".", "\n", "%", "March", "1st", "KBLI", "56101", "visa", "C1", "&", "Ltd", "'",
            "days", "12", "del", "of", "Tahun", "ayat", "\u0000", "\u202e", "0", "l1O"
        };
        for (int i = 0; i < 20_000; i++) {
            var text = random.ints(random.nextInt(1, 20), 0, parts.length)
                    .mapToObj(part -> parts[part])
                    .collect(Collectors.joining());
            var extraction = ExtractorFixture.extract(text, "id");
            assertThat(extraction.mentions())
                    .as("seed %d: %s", seed, text)
                    .allMatch(each -> each.end() <= text.length());
        }
    }
}
