package io.nuzantara.knowledge.extraction;

import static io.nuzantara.knowledge.extraction.ExtractorFixture.LEXICON;
import static io.nuzantara.knowledge.extraction.ExtractorFixture.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexiconTests {

    private static final String HEADER = "id,type,name_en,name_id,name_it,aliases,gloss_en,exclusive,flags,context\n";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            KITAS | limited stay permit
            KITAS | izin tinggal terbatas
            KITAS | permesso di soggiorno limitato
            KITAP | permanent stay permit
            PT PMA | foreign investment company
            PT PMA | perseroan terbatas penanaman modal asing
            PT PMA | società a capitale straniero
            NPWP | tax ID number
            NPWP | nomor pokok wajib pajak
            NPWP | codice fiscale
            NIB | business identification number
            IMTA | work permit
            IMTA | izin kerja
            IMTA | permesso di lavoro
            VAT | Value Added Tax
            VOA | visa on arrival
            SHM | land title certificate
            Immigration Office | immigration department
            Immigration Office | kantor imigrasi
            business license | izin usaha
            right to use title | hak pakai
            income tax | pajak penghasilan
            income tax | imposta sul reddito
            property lease | contratto di affitto immobiliare
            Bali Zero | Balizero
            Ministry of Law and Human Rights | Kemenkumham
            retirement visa | pensioner stay visa
            company formation | company set-up
            KITAS extension | renewal of limited stay permit
            """)
    void aliasesAreOneThing(String one, String other) {
        assertThat(ids(one)).hasSize(1).isEqualTo(ids(other));
        assertThat(ids("tentang " + other + ", ya")).isEqualTo(ids(one));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            KITAS | KITAP
            limited stay permit | permanent stay permit
            PT PMA | PT PMDN
            NPWP | NIB
            work permit | tax ID number
            visa on arrival | retirement visa
            income tax | Value Added Tax
            hak pakai | hak milik
            izin usaha | izin tinggal terbatas
            PPh 21 | PPh 23
            UU 6/2011 | UU 11/2020
            Pasal 5 ayat (2) UU 6/2011 | Pasal 6 ayat (1) UU 6/2011
            visa B211A | visa C1
            foreign investment company | local company
            permesso di lavoro | permesso di costruire
            Bali | Jakarta
            property lease | property sale
            KBLI 56101 | KBLI 55110
            nominee | lease agreement
            Immigration Office | tax office
            foreign director | local shareholder
            kantor imigrasi | kantor pajak
            company formation | company closure
            KITAS extension | KITAS cancellation
            """)
    void differentThingsStayApart(String one, String other) {
        assertThat(ids(one)).isNotEmpty();
        assertThat(ids(other)).isNotEmpty();
        assertThat(ids(one).getFirst()).isNotEqualTo(ids(other).getFirst());
    }

    @Test
    void theShippedLexiconHoldsWhatItMust() {
        var own = ExtractorFixture.shipped().lines().skip(1).count();
        var provinces = LEXICON.entries().stream()
                .filter(entry -> entry.id().startsWith("province:"))
                .count();
        var regencies = LEXICON.entries().stream()
                .filter(entry -> entry.id().startsWith("regency:"))
                .count();

        assertThat(own).isGreaterThanOrEqualTo(300);
        assertThat(provinces).isEqualTo(38);
        assertThat(regencies).isEqualTo(9);
        assertThat(LEXICON.entries()).allMatch(entry -> !entry.gloss().isEmpty());
        assertThat(Stream.of("Germania", "Jerman", "Germany").map(ExtractorFixture::ids))
                .allMatch(java.util.List.of("country:de")::equals);
    }

    @Test
    void everyFormOfEveryEntryIsFound() {
        for (var entry : LEXICON.entries()) {
            for (var form : entry.forms()) {
                var text = entry.ambiguous()
                        ? form + " " + entry.context().iterator().next()
                        : form;
                assertThat(ids(text)).as(form).contains(entry.id());
            }
        }
    }

    @Test
    void wholeWordsCountAndTheLongestWins() {
        assertThat(ids("kitasku pakitas")).isEmpty();
        assertThat(ids("KITAS extension for a KITAS")).containsExactly("process:kitas_extension", "visa:kitas");
        assertThat(ids("limited. stay permit")).isEmpty();
        assertThat(ids("limited   stay\npermit")).containsExactly("visa:kitas");
        assertThat(ids("Societa a capitale straniero")).containsExactly("form:pt_pma");
    }

    @Test
    void anAmbiguousFormNeedsItsContextAndACaseFormItsCase() {
        assertThat(ids("SE terbaru")).isEmpty();
        assertThat(ids("SE terbaru dari pajak")).containsExactly("law:circular");
        assertThat(ids("se terbaru dari pajak")).isEmpty();
        assertThat(ids("we had turkey for dinner")).isEmpty();
        assertThat(ids("we flew to Turkey")).containsExactly("country:tr");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            visa:a,visa_type,KITAS x,,,,,,, # visa:a,visa_type,other,,,,,,, | line 3 | visa:a
            visa:a,visa_type,KITAS x,,,,,,, # visa:b,visa_type,kitas-X,,,,,,, | line 3 | visa:a
            visa:a,visa_type,KITAS x,,,*:K2,,,, # visa:b,visa_type,,,,en:k2,,,, | line 3 | no name
            visa:a,spaceship,KITAS x,,,,,,, | line 2 | spaceship
            visa:a,visa_type,x.,,,,,,, | line 2 | fewer than 2
            visa:a,visa_type,KITAS x,,,KITAS,,,, | line 2 | must start with
            visa:a,visa_type,KITAS x,,,fr:KITAS,,,, | line 2 | must start with
            visa:a,visa_type,KITAS x,,,,,,shout, | line 2 | flag
            visa:a,visa_type,KITAS x,,,,,,ambiguous, | line 2 | context
            visa:a,visa_type,KITAS x | line 2 | fields
            Visa A,visa_type,KITAS x,,,,,,, | line 2 | id
            """)
    void aWrongLineIsRefusedWithItsNumberAndReason(String rows, String line, String reason) {
        var csv = HEADER + rows.replaceAll(" ?# ?", "\n").strip() + "\n";

        assertThatThrownBy(() -> Lexicon.of(csv))
                .isInstanceOf(LexiconRefused.class)
                .hasMessageContaining(line)
                .hasMessageContaining(reason);
    }

    @Test
    void aWrongHeaderIsRefused() {
        assertThatThrownBy(() -> Lexicon.of("id,type\n"))
                .isInstanceOf(LexiconRefused.class)
                .hasMessageContaining("name_en");
        assertThatThrownBy(() -> Lexicon.of("")).isInstanceOf(LexiconRefused.class);
    }

    @Test
    void oneFormMayNameThingsOfTwoTypes() {
        var lexicon = Lexicon.of(HEADER + "visa:a,visa_type,Golden,,,,,,,\nservice:a,service,Golden,,,,,,,\n");

        assertThat(lexicon.named(EntityType.SERVICE, "golden"))
                .map(LexiconEntry::id)
                .contains("service:a");
    }
}
