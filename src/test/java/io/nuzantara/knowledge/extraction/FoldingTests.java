package io.nuzantara.knowledge.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTests {

    private static final long SEED = 42;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Società a  Capitale | societa a capitale
            e-VOA | e voa
            P.T. Bali | pt bali
            1.500,50 | 1.500,50
            l’immigrazione | l immigrazione
            ＫＩＴＡＳ | kitas
            """)
    void namesAreComparedFolded(String text, String key) {
        assertThat(Folding.key(text)).isEqualTo(key);
    }

    @Test
    void foldingTwiceIsFoldingOnce() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        for (int i = 0; i < 5_000; i++) {
            var text = new StringBuilder();
            random.ints(12, 0x20, 0x2fff).filter(Character::isDefined).forEach(text::appendCodePoint);
            var key = Folding.key(text.toString());
            assertThat(Folding.key(key)).as("seed %d, text %s", SEED, text).isEqualTo(key);
        }
    }

    @Test
    void digitsOfANameAreItsRuns() {
        assertThat(Folding.digits("UU No. 6 Tahun 2011")).isEqualTo("6-2011");
        assertThat(Folding.digits("KITAS")).isEmpty();
    }

    @Test
    void spansPointIntoTheMessageAsStoredEvenWhenItIsNotNormalized() {
        var message =
                Normalizer.normalize("Perché la società a capitale straniero è 😀 ok? KITAS", Normalizer.Form.NFD);

        var cut = ExtractorFixture.extract(message).mentions().stream()
                .map(mention -> message.substring(mention.start(), mention.end()))
                .map(quote -> Normalizer.normalize(quote, Normalizer.Form.NFC))
                .toList();

        assertThat(cut).containsExactly("società a capitale straniero", "KITAS");
    }
}
