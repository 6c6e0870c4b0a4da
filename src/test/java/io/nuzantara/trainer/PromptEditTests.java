package io.nuzantara.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PromptEditTests {

    private static final Rule CLOSING = Rule.of("next_step", "higher").orElseThrow();
    private static final Rule TONE = Rule.of("apology_share", "lower").orElseThrow();
    private static final String FILLER =
            "You are the assistant of a service business and you answer its clients in full.\n".repeat(40);

    @Test
    void theSentenceStandsUnderItsHeading() {
        var edit = PromptEdit.of(FILLER + "## Closing\nSay goodbye.\n\n## Other\nMore.\n", List.of(CLOSING), "en");

        assertThat(edit.text())
                .isEqualTo(FILLER + "## Closing\nSay goodbye.\n" + CLOSING.text("en") + "\n\n## Other\nMore.\n");
        assertThat(edit.operations()).hasSize(1).first().satisfies(operation -> {
            assertThat(operation.anchor()).isEqualTo("Closing");
            assertThat(operation.newSection()).isFalse();
        });
    }

    @Test
    void aListGetsAnItem() {
        var edit = PromptEdit.of(FILLER + "Closing:\n- Say goodbye.\n", List.of(CLOSING), "en");

        assertThat(edit.text()).endsWith("- Say goodbye.\n- " + CLOSING.text("en") + "\n");
    }

    @Test
    void aMissingHeadingIsAppendedWithItsSection() {
        var edit = PromptEdit.of("# Prompt\n" + FILLER, List.of(CLOSING), "it");

        assertThat(edit.text()).endsWith("\n\n## Chiusura\n" + CLOSING.text("it") + "\n");
    }

    @Test
    void lineEndsOfWindowsAreKept() {
        var edit = PromptEdit.of((FILLER + "## Tone\nFriendly.\n").replace("\n", "\r\n"), List.of(TONE, CLOSING), "en");

        assertThat(edit.text().replace("\r\n", "")).doesNotContain("\n", "\r");
        assertThat(edit.operations()).hasSize(2);
    }

    @Test
    void aMissingFinalLineEndStaysMissing() {
        var edit = PromptEdit.of(FILLER + "## Closing\nSay goodbye.", List.of(CLOSING), "en");

        assertThat(edit.text()).endsWith("Say goodbye.\n" + CLOSING.text("en"));
    }

    @Test
    void whatThePromptSaysAlreadyIsNotSaidAgain() {
        var once = PromptEdit.of(FILLER, List.of(CLOSING), "en");
        var twice = PromptEdit.of(once.text(), List.of(CLOSING), "en");

        assertThat(twice.operations()).isEmpty();
        assertThat(twice.text()).isEqualTo(once.text());
        assertThat(twice.refused()).containsExactly(new PromptEdit.Refused("next_step", EditRefusal.NO_CHANGE));
    }

    @Test
    void aLockedRegionIsLeftAlone() {
        var prompt = FILLER + "<!-- nuzantara:lock -->\n## Closing\nSay goodbye.\n<!-- nuzantara:unlock -->\n";

        var edit = PromptEdit.of(prompt, List.of(CLOSING), "en");

        assertThat(edit.text()).isEqualTo(prompt);
        assertThat(edit.refused()).containsExactly(new PromptEdit.Refused("next_step", EditRefusal.LOCKED_REGION));
    }

    @Test
    void aHeadingThatStandsTwiceIsNoPlace() {
        var edit = PromptEdit.of(FILLER + "## Closing\na\n## Closing\nb\n", List.of(CLOSING), "en");

        assertThat(edit.refused()).containsExactly(new PromptEdit.Refused("next_step", EditRefusal.ANCHOR_AMBIGUOUS));
    }

    @Test
    void atMostFiveOperations() {
        var rules = Rule.all().stream()
                .filter(rule -> rule.direction().equals("higher"))
                .limit(7)
                .toList();

        var edit = PromptEdit.of(FILLER.repeat(10), rules, "en");

        assertThat(edit.operations()).hasSize(5);
        assertThat(edit.refused())
                .hasSize(2)
                .allSatisfy(refused -> assertThat(refused.code()).isEqualTo(EditRefusal.TOO_MANY_OPERATIONS));
    }

    @Test
    void aShortPromptMayNotGrowByMuch() {
        var longLine = "word ".repeat(40) + "\n";

        assertThat(PromptEdit.of("Be nice.\n".repeat(4), List.of(CLOSING), "en").refused())
                .containsExactly(new PromptEdit.Refused("next_step", EditRefusal.TOO_MANY_LINES));
        assertThat(PromptEdit.of("a\n".repeat(100), List.of(CLOSING), "en").refused())
                .containsExactly(new PromptEdit.Refused("next_step", EditRefusal.GROWTH));
        assertThat(PromptEdit.of(longLine.repeat(20), List.of(CLOSING), "en").refused())
                .isEmpty();
    }

    @Test
    void everyRuleIsOneHarmlessSentenceInThreeLanguages() {
        assertThat(Rule.all()).hasSizeGreaterThan(20).allSatisfy(rule -> {
            assertThat(rule.headings()).containsOnlyKeys(Rule.LANGUAGES);
            assertThat(rule.direction()).isIn("higher", "lower");
            assertThat(new LiveFeatures(_ -> null).features())
                    .anyMatch(feature -> feature.name().equals(rule.driver()) && feature.side() == Side.ADDRESSABLE);
            assertThat(rule.texts().values())
                    .allSatisfy(text -> assertThat(text).matches("[^\\p{Cntrl}\\p{Cf}\\d@/$€£]{20,300}\\."));
        });
    }

    @Test
    void theDriversThatCountMostHaveARule() {
        assertThat(Rule.all().stream().map(Rule::driver))
                .contains(
                        "apology_share",
                        "negative_share",
                        "question_share",
                        "next_step",
                        "price_share",
                        "timeline_share",
                        "document_list",
                        "read_back_share",
                        "language_match",
                        "repeat_share",
                        "words_per_turn");
    }
}
