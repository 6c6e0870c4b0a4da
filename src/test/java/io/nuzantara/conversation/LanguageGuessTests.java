package io.nuzantara.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageGuessTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | Hello, I would like to extend my visa before it expires next month.
            en | thanks for the quick answer
            en | How much does it cost to open a company in Bali?
            id | Halo, saya mau perpanjang visa saya sebelum habis bulan depan.
            id | Berapa biaya untuk membuat PT PMA di Bali?
            id | terima kasih banyak pak
            id | dokumennya sudah saya kirim kemarin ya kak
            it | Buongiorno, vorrei rinnovare il visto prima che scada il mese prossimo.
            it | Quanto costa aprire una società a Bali?
            it | grazie mille per la risposta
            it | non ho ancora ricevuto il passaporto
            und | KITAS
            und | 12345 !!!
            und | ok
            und | Hola, quiero renovar mi visado para el mes que viene, muchas gracias
            und | Ich möchte mein Visum verlängern, bitte schicken Sie mir die Unterlagen
            und | Je voudrais prolonger mon visa pour le mois prochain, merci
            """)
    void theLanguageIsTheOneThatLeads(String language, String text) {
        assertThat(LanguageGuess.of(text)).isEqualTo(language);
    }
}
