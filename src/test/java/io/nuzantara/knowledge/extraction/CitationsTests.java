package io.nuzantara.knowledge.extraction;

import static io.nuzantara.knowledge.extraction.ExtractorFixture.extract;
import static io.nuzantara.knowledge.extraction.ExtractorFixture.ids;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CitationsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UU No. 6 Tahun 2011",
                "UU 6/2011",
                "Undang-Undang Nomor 6 Tahun 2011",
                "Law No. 6 of 2011",
                "Law Number 6 Year 2011",
                "legge n. 6 del 2011",
                "undang-undang no.6 tahun 2011",
                "UU RI No. 06 Th. 2011",
                "UU No. 6 Tahun 2O11"
            })
    void everyWayOfWritingTheImmigrationLawIsOneId(String text) {
        assertThat(ids("Menurut " + text + " begitu")).containsExactly("law:uu:6:2011");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Peraturan Menteri Hukum dan HAM Nomor 22 Tahun 2023 | law:permen:22:2023:kumham
            Permenkumham No. 22 Tahun 2023 | law:permen:22:2023:kumham
            Regulation of the Minister of Law and Human Rights No. 22 of 2023 | law:permen:22:2023:kumham
            PMK 131/2024 | law:permen:131:2024:keuangan
            Peraturan Menteri Keuangan Nomor 131 Tahun 2024 | law:permen:131:2024:keuangan
            PMK-131/PMK.03/2024 | law:permen:131:2024:keuangan
            MoF Regulation No. 131 of 2024 | law:permen:131:2024:keuangan
            Perppu 2/2022 | law:perppu:2:2022
            PP 2/2022 | law:pp:2:2022
            Government Regulation in Lieu of Law No. 2 of 2022 | law:perppu:2:2022
            Peraturan Pemerintah Pengganti Undang-Undang Nomor 2 Tahun 2022 | law:perppu:2:2022
            Government Regulation Number 28 of 2025 | law:pp:28:2025
            regolamento governativo n. 28 del 2025 | law:pp:28:2025
            Presidential Regulation No. 10 of 2021 | law:perpres:10:2021
            decreto presidenziale n. 5 dell'anno 2020 | law:keppres:5:2020
            PER-03/PJ/2024 | law:perdirjen:3:2024:pj
            SE-5/PJ/2022 | law:se:5:2022:pj
            Perda Bali No. 5 Tahun 2020 | law:perda:5:2020:bali
            Pergub Bali Nomor 10 Tahun 2022 | law:pergub:10:2022:bali
            BKPM Regulation No. 4 of 2021 | law:perbkpm:4:2021
            POJK No. 12/POJK.03/2021 | law:pojk:12:2021
            Kepdirjen IMI-0083.GR.01.01 Tahun 2023 | law:kepdirjen:imi-0083.gr.01.01:2023
            """)
    void kindsAndIssuersAreRead(String text, String id) {
        assertThat(ids("see " + text + " please")).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Pasal 5 ayat (2) UU No. 6 Tahun 2011",
                "Article 5 paragraph (2) of Law No. 6 of 2011",
                "art. 5 comma 2 della legge n. 6 del 2011"
            })
    void anArticleIsPartOfItsLaw(String text) {
        var extraction = extract(text);

        assertThat(ids(text)).containsExactly("article:law:uu:6:2011:5(2)", "law:uu:6:2011");
        assertThat(extraction.facts()).singleElement().satisfies(fact -> {
            assertThat(fact.subject().id()).isEqualTo("article:law:uu:6:2011:5(2)");
            assertThat(fact.predicate()).isEqualTo(Predicate.PART_OF);
            assertThat(fact.object())
                    .isEqualTo(new Fact.Target.Entity(extraction.mentions().get(1)));
            assertThat(text.substring(fact.start(), fact.end())).isEqualTo(text);
        });
    }

    @Test
    void anArticleAloneTakesTheLawCitedBeforeIt() {
        assertThat(ids("UU 40/2007 applies. Pasal 7 says so, and UU 6/2011 comes later."))
                .containsExactly("law:uu:40:2007", "article:law:uu:40:2007:7", "law:uu:6:2011");
        assertThat(ids("Pasal 7 says so.")).isEmpty();
    }

    @Test
    void lettersOfAScanAreDigitsInsideACitationOnly() {
        assertThat(ids("Pasal 2lO UU No. l1 Tahun 2020"))
                .containsExactly("article:law:uu:11:2020:210", "law:uu:11:2020");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6/2011 alone",
                "in the year 2011 of the law",
                "UU No. 6 Tahun 1944",
                "UU No. 6 Tahun 2028",
                "UU 12345/2011",
                "the law of 2011",
                "act now 5 of us",
                "se 5/2022 va bene"
            })
    void whatIsNoCitationIsNone(String text) {
        assertThat(ids(text)).isEmpty();
    }

    @Test
    void aNicknameIsTheLexiconsBusiness() {
        assertThat(ids("UU ITE")).containsExactly("law:uu:ite");
        assertThat(ids("UU Cipta Kerja")).isEmpty();
        assertThat(ids("UU Cipta Kerja dari 2020")).containsExactly("law:uu:11:2020");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Peraturan Menteri Hukum dan HAM Nomor 22 Tahun 2023 | Peraturan Menteri Hukum dan HAM Nomor 22 Tahun 2024
            Government Regulation Number 28 of 2025 | Government Regulation Number 28 of 2021
            Undang-Undang Nomor 11 Tahun 2020 | Undang-Undang Nomor 11 Tahun 2021
            PPh 21 | PPh 23
            Pasal 5 ayat (2) UU 6/2011 | Pasal 6 ayat (1) UU 6/2011
            """)
    void whatLooksAlmostTheSameStaysApart(String one, String other) {
        assertThat(ids(one).getFirst()).isNotEqualTo(ids(other).getFirst());
    }
}
