package io.nuzantara.knowledge.extraction;

import static io.nuzantara.knowledge.extraction.ExtractorFixture.extract;
import static io.nuzantara.knowledge.extraction.ExtractorFixture.ids;
import static io.nuzantara.knowledge.extraction.ExtractorFixture.literals;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarsTests {

    @Test
    void kbliCodesButNotTheEditionAreRead() {
        assertThat(ids("KBLI 56101, 55110 dan 68111")).containsExactly("kbli:56101", "kbli:55110", "kbli:68111");
        assertThat(ids("KBLI 2020 and KBLI 2017 and KBLI 2015 and KBLI 2009")).isEmpty();
        assertThat(ids("KBLI 2020 56101")).containsExactly("kbli:56101");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PPh 21 | tax:pph:21
            PPh Pasal 21 | tax:pph:21
            income tax article 21 | tax:pph:21
            PPh 4(2) | tax:pph:4(2)
            PPh Pasal 4 ayat (2) | tax:pph:4(2)
            PPh23 | tax:pph:23
            PPN | tax:ppn
            VAT | tax:ppn
            IVA | tax:ppn
            """)
    void taxesAreRead(String text, String id) {
        assertThat(ids("about " + text + " now")).containsExactly(id);
    }

    @Test
    void aVisaIndexNeedsAWordThatSaysVisa() {
        assertThat(ids("index C1")).containsExactly("visa:c1");
        assertThat(ids("C1, D12 visa")).contains("visa:c1", "visa:d12");
        assertThat(ids("B211A or E28A or E33G")).containsExactly("visa:b211a", "visa:e28a", "visa:e33g");
        assertThat(ids("A4 paper")).isEmpty();
        assertThat(ids("my Italian is level C1")).isEmpty();
        assertThat(ids("a c1 visa")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Rp 5-15 juta | 5000000 | 15000000 | IDR
            Rp 1.500.000 | 1500000 | 1500000 | IDR
            Rp1.500.000,50 | 1500000.5 | 1500000.5 | IDR
            IDR 10 M | 10000000000 | 10000000000 | IDR
            USD 2M | 2000000 | 2000000 | USD
            2,5 juta rupiah | 2500000 | 2500000 | IDR
            500rb rupiah | 500000 | 500000 | IDR
            $19.50 | 19.5 | 19.5 | USD
            $1,234 | 1234 | 1234 | USD
            € 1.234 | 1234 | 1234 | EUR
            1,234.56 dollars | 1234.56 | 1234.56 | USD
            due milioni | | |
            3 milioni euro | 3000000 | 3000000 | EUR
            Rp 10 miliardi | 10000000000 | 10000000000 | IDR
            S$ 300 | 300 | 300 | SGD
            AUD 300 - 400 | 300 | 400 | AUD
            Rp 0.500 juta | 500000 | 500000 | IDR
            300 | | |
            """)
    void moneyIsRead(String text, BigDecimal min, BigDecimal max, String currency) {
        if (currency == null) {
            assertThat(literals(text)).isEmpty();
        } else {
            assertThat(literals("circa " + text + ".")).containsExactly(new Literal.Money(min, max, currency));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            60-90 days | 60 | 90 | D
            60 to 90 days | 60 | 90 | D
            3 bulan | 3 | 3 | M
            14 hari kerja | 14 | 14 | WD
            10 working days | 10 | 10 | WD
            5 giorni lavorativi | 5 | 5 | WD
            2 settimane | 2 | 2 | W
            enam bulan | 6 | 6 | M
            un anno o 2 anni | 2 | 2 | Y
            a 30-day visa | 30 | 30 | D
            """)
    void durationsAreRead(String text, int min, int max, Literal.Span.Unit unit) {
        assertThat(literals(text)).contains(new Literal.Span(min, max, unit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"11%", "11 persen", "11 per cento", "11 percent"})
    void percentIsRead(String text) {
        assertThat(literals(text)).containsExactly(new Literal.Percent(BigDecimal.valueOf(11)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | 2024-05-06 | 2024 | 5 | 6
            en | March 1st | | 3 | 1
            en | march 11th, 2024 | 2024 | 3 | 11
            en | 1st of March | | 3 | 1
            id | 12 Maret 2024 | 2024 | 3 | 12
            it | 1° marzo 2024 | 2024 | 3 | 1
            it | 5 set 2024 | 2024 | 9 | 5
            id | 5/6/2024 | 2024 | 6 | 5
            it | 05.06.2024 | 2024 | 6 | 5
            en | 5/16/2024 | 2024 | 5 | 16
            en | 16/5/2024 | 2024 | 5 | 16
            en | May 5 | | 5 | 5
            """)
    void datesAreRead(String language, String text, Integer year, int month, int day) {
        assertThat(literals("on " + text + " then", language)).containsExactly(new Literal.Day(year, month, day));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5/6/2024",
                "tomorrow",
                "next Monday",
                "this Saturday",
                "may 10 people come",
                "set 5 plates",
                "31/31/2024",
                "2024-02-30",
                "the 4th",
                "1st of this month"
            })
    void whatIsNoSureDateIsNone(String text) {
        assertThat(literals(text, "en")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PT Maju Jaya Abadi helps | pt maju jaya abadi
            we are PT. Sinar Dunia Tbk. | pt sinar dunia tbk
            CV. Bersama Kita ok | cv bersama kita
            Yayasan Bumi Sehat is good | yayasan bumi sehat
            ask Acme Trading Ltd about it | acme trading ltd
            from Rossi & Figli S.r.l. in Rome | rossi figli srl
            PT Bali Zero is here | company:bali_zero
            """)
    void companiesAreRead(String text, String name) {
        assertThat(ids(text)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PT PMA", "PT PMDN", "PT Perorangan", "send me your CV Please", "the pt is nice", "Ltd only"})
    void aLegalFormAloneIsNoCompany(String text) {
        assertThat(extract(text).mentions()).noneMatch(mention -> mention.type() == EntityType.COMPANY);
    }

    @Test
    void numbersOfPeopleLeaveOnlyTheirKind() {
        var text = "NIB 1234567890123, NPWP 12.345.678.9-012.345, NIK 3171234567890123, passport X1234567";

        assertThat(ids(text)).containsExactly("permit:nib", "document:npwp", "document:nik", "document:passport");
        assertThat(extract(text).literals()).isEmpty();
        assertThat(extract(text).mentions())
                .noneMatch(mention -> mention.display().matches(".*\\d.*"));
    }
}
