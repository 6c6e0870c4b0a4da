package io.nuzantara.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import io.nuzantara.trainer.Dialogue.Message;
import io.nuzantara.trainer.Dialogue.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveFeaturesTests {

    private static final Instant START = Instant.parse("2026-11-01T01:00:00Z");

    @Test
    void twentyEightFeaturesAreDeclaredAndMeasured() {
        var features = new LiveFeatures(_ -> null);

        assertThat(features.features()).hasSize(28);
        assertThat(features.measure(talk("en", "user: hello", "assistant: hello")))
                .hasSize(28);
    }

    @Test
    void cuesAreFoundInThreeLanguages() {
        assertThat(value("apology_share", talk("en", "assistant: We apologise.", "assistant: Yes.")))
                .isEqualTo(.5);
        assertThat(value("apology_share", talk("id", "assistant: Mohon maaf, Pak.", "assistant: Ya.")))
                .isEqualTo(.5);
        assertThat(value("apology_share", talk("it", "assistant: Purtroppo oggi siamo chiusi.")))
                .isEqualTo(1);
        assertThat(value("next_step", talk("it", "assistant: Il prossimo passo: ci invii il passaporto.")))
                .isEqualTo(1);
        assertThat(value("next_step", talk("id", "assistant: Silakan kirim paspor Bapak.")))
                .isEqualTo(1);
        assertThat(value("read_back_share", talk("it", "assistant: Visto per due, è corretto?")))
                .isEqualTo(1);
        assertThat(value("handover_share", talk("id", "assistant: Tim kami akan menghubungi Ibu.")))
                .isEqualTo(1);
        assertThat(value("negative_share", talk("it", "assistant: Nomade digitale")))
                .isZero();
    }

    @Test
    void theLanguageOfAMessageComesBeforeThatOfTheConversation() {
        var features = new LiveFeatures(text -> text.contains("maaf") ? "id" : null);

        var values = features.measure(talk("it", "user: ciao", "assistant: maaf ya"));

        assertThat(values[position(features, "apology_share")]).isEqualTo(1);
    }

    @Test
    void answersInTheClientsLanguageMatch() {
        var features = new LiveFeatures(text -> text.startsWith("?") ? null : text.substring(0, 2));
        var talk = talk(
                "en",
                "user: id satu",
                "assistant: id dua",
                "user: it tre",
                "assistant: en four",
                "user: ? x",
                "assistant: en five");

        assertThat(features.measure(talk)[position(features, "language_match")]).isEqualTo(.5);
        assertThat(value("language_match", talk)).isNaN();
    }

    @Test
    void pricesAndDurations() {
        assertThat(value("price_share", talk("en", "assistant: It costs IDR 2,500,000.", "assistant: Dear client")))
                .isEqualTo(.5);
        assertThat(value("price_share", talk("id", "assistant: Biayanya Rp 17.000.000", "assistant: 17 juta")))
                .isEqualTo(1);
        assertThat(value("price_share", talk("it", "assistant: costa 300€", "assistant: il 3 europeo")))
                .isEqualTo(.5);
        assertThat(value("timeline_share", talk("en", "assistant: in 5 working days", "assistant: some days")))
                .isEqualTo(.5);
        assertThat(value("timeline_share", talk("id", "assistant: sekitar 3-5 hari kerja")))
                .isEqualTo(1);
    }

    @Test
    void listsAndDocuments() {
        var list = talk("en", "assistant: We need:\n- passport\n- bank statement\n1. photo", "assistant: - one");

        assertThat(value("list_share", list)).isEqualTo(.5);
        assertThat(value("document_list", list)).isEqualTo(1);
        assertThat(value("document_list", talk("en", "assistant: passport and photo", "assistant: invoice")))
                .isZero();
    }

    @Test
    void aQuestionIsAnsweredByItsWordsOrItsNumber() {
        assertThat(value("answered_share", talk("en", "user: Is the visa extendable?", "assistant: The visa is.")))
                .isEqualTo(1);
        assertThat(value("answered_share", talk("en", "user: How much?", "assistant: It is 300.")))
                .isEqualTo(1);
        assertThat(value("answered_share", talk("en", "user: How much?", "assistant: Well, it depends.", "user: ok?")))
                .isZero();
        assertThat(value("answered_share", talk("en", "user: Hello", "assistant: Hi")))
                .isNaN();
    }

    @Test
    void theFirstNameIsGreeted() {
        assertThat(value("greets_by_name", named("Ketut", "assistant: Selamat pagi Ketut!")))
                .isEqualTo(1);
        assertThat(value("greets_by_name", named("Ketut", "assistant: Selamat pagi!", "assistant: Ketut")))
                .isZero();
        assertThat(value("greets_by_name", named(null, "assistant: Selamat pagi!")))
                .isNaN();
    }

    @Test
    void waitingTimesAreLogarithmsOfSeconds() {
        var talk = talk("en", "user: a", "assistant: b", "user: c", "staff: d", "assistant: e");

        assertThat(value("response_first", talk)).isCloseTo(Math.log(61), within(1e-12));
        assertThat(value("ai_share", talk)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(value("response_max", new Dialogue(talk.messages(), "en", true, null, null)))
                .isNaN();
    }

    @Test
    void hostileTextIsMeasuredInOneLook() {
        var hostile = List.of(
                "1 ".repeat(200_000),
                "- ".repeat(200_000),
                "a".repeat(400_000),
                "apolog".repeat(60_000),
                "$".repeat(400_000),
                "\u202e\u0000\ud800".repeat(50_000),
                "\n".repeat(300_000),
                "[](((((".repeat(50_000));

        assertThatCode(() -> hostile.forEach(text -> {
                    var talk = talk("en", "user: " + text + "?", "assistant: " + text);
                    assertThat(new LiveFeatures(_ -> null).measure(talk)).hasSize(28);
                    assertThat(new BaselineFeatures().measure(talk)).hasSize(20);
                }))
                .doesNotThrowAnyException();
    }

    private static double value(String feature, Dialogue dialogue) {
        var features = new LiveFeatures(_ -> null);
        return features.measure(dialogue)[position(features, feature)];
    }

    private static int position(LiveFeatures features, String feature) {
        return features.features().stream().map(Feature::name).toList().indexOf(feature);
    }

    private static Dialogue named(@Nullable String name, String... lines) {
        return new Dialogue(talk("id", lines).messages(), "id", false, name, null);
    }

    private static Dialogue talk(String language, String... lines) {
        var messages = new ArrayList<Message>();
        IntStream.range(0, lines.length).forEach(i -> {
            var parts = lines[i].split(": ", 2);
            var role = Role.valueOf(parts[0].toUpperCase(Locale.ROOT));
            messages.add(new Message(role, parts[1], START.plusSeconds(60L * i)));
        });
        return new Dialogue(messages, language, false, null, null);
    }
}
