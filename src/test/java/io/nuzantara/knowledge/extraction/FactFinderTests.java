package io.nuzantara.knowledge.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactFinderTests {

    private static List<String> facts(String text) {
        return ExtractorFixture.extract(text, "und").facts().stream()
                .map(fact -> "%s %s%s %s"
                        .formatted(
                                fact.subject().id(),
                                fact.negated() ? "not " : "",
                                fact.predicate().code(),
                                switch (fact.object()) {
                                    case Fact.Target.Entity(var mention) -> mention.id();
                                    case Fact.Target.Value(var literal) -> literal.toString();
                                }))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A KITAS requires a sponsor letter. | visa:kitas requires document:sponsor_letter
            KITAS membutuhkan paspor. | visa:kitas requires document:passport
            Il KITAS richiede un passaporto. | visa:kitas requires document:passport
            A passport is required for the KITAS. | visa:kitas requires document:passport
            The work permit is issued by the Ministry of Manpower. | permit:imta issued_by authority:kemenaker
            NIB diterbitkan oleh OSS. | permit:nib issued_by authority:oss
            A PT PMA is governed by UU 40/2007. | form:pt_pma governed_by law:uu:40:2007
            The Immigration Office is located in Denpasar. | authority:immigration_office located_in regency:denpasar
            KITAS does not require a NIB. | visa:kitas not requires permit:nib
            Bali is part of Indonesia. | province:bali part_of country:id
            PPh 21 applies to a PT PMA. | tax:pph:21 applies_to form:pt_pma
            PP 28/2025 replaces PP 5/2021. | law:pp:28:2025 replaces law:pp:5:2021
            PP 5/2021 was replaced by PP 28/2025. | law:pp:28:2025 replaces law:pp:5:2021
            """)
    void aSentenceStatesAFact(String sentence, String fact) {
        assertThat(facts(sentence)).containsExactly(fact);
    }

    @Test
    void valuesAreObjects() {
        assertThat(facts("The KITAS costs Rp 15 juta."))
                .containsExactly("visa:kitas costs Money[min=15000000, max=15000000, currency=IDR]");
        assertThat(facts("Biaya KITAS Rp 15 juta."))
                .containsExactly("visa:kitas costs Money[min=15000000, max=15000000, currency=IDR]");
        assertThat(facts("Il KITAS richiede 60 giorni."))
                .containsExactly("visa:kitas takes Span[min=60, max=60, unit=D]");
        assertThat(facts("KITAS berlaku 1 tahun.")).containsExactly("visa:kitas valid_for Span[min=1, max=1, unit=Y]");
        assertThat(facts("Company formation takes 10 working days."))
                .containsExactly("process:company_formation takes Span[min=10, max=10, unit=WD]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Does a KITAS require a passport?",
                "How much does the KITAS cost, $500?",
                "If a KITAS requires a passport we pay.",
                "Maybe the KITAS costs $500.",
                "Saya dengar katanya KITAS membutuhkan paspor.",
                "Forse il KITAS richiede un passaporto.",
                "> KITAS requires a passport.",
                "A KITAS. It requires a passport.",
                "Bali requires a passport.",
                "KITAS costs Bali.",
                "The KITAS used to cost $500."
            })
    void questionsDoubtsAndOtherTypesStateNothing(String sentence) {
        assertThat(facts(sentence)).isEmpty();
    }

    @Test
    void theEvidenceHoldsSubjectAndObject() {
        var text = "Hello 😀. Il KITAS richiede un passaporto valido.";

        var fact = ExtractorFixture.extract(text, "it").facts().getFirst();

        assertThat(text.substring(fact.start(), fact.end())).isEqualTo("KITAS richiede un passaporto");
    }
}
