package io.nuzantara.nurture;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DraftsTests {

    @ParameterizedTest
    @CsvSource({
        "en, 'Hi Ayu, your KITAS is valid until January 14, 2027.'",
        "it, 'Buongiorno Ayu, il suo KITAS scade il 14 gennaio 2027.'",
        "id, 'Halo Ayu, KITAS Anda berlaku sampai 14 Januari 2027.'",
        "nl, 'Hi Ayu, your KITAS is valid until January 14, 2027.'"
    })
    void aRenewalIsWrittenInTheClientsLanguage(String language, String beginning) {
        assertThat(Drafts.of(renewal("Ayu", language), "Bali Desk").body()).startsWith(beginning);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Click https://evil.example", "Ayu\nSTOP", "{business}", "Ayu\u202Eegral", "007"})
    void aNameThatIsNoNameBecomesANeutralWord(String name) {
        assertThat(Drafts.of(renewal(name, "en"), "Bali Desk").body()).startsWith("Hi there,");
    }

    private static Candidate renewal(String name, @Nullable String language) {
        return new Candidate(
                1,
                name,
                language,
                "+447700900123",
                "renewal_due",
                "p-1:first",
                "VIP",
                "LOW_RISK",
                BigDecimal.TEN,
                3,
                "KITAS",
                LocalDate.of(2027, 1, 14));
    }
}
