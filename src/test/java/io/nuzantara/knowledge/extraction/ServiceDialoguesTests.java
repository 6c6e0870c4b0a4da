package io.nuzantara.knowledge.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Labelled spans of task dialogues (SGD, CC BY-SA 4.0): 158 amounts with a dollar sign, 706 dates. */
class ServiceDialoguesTests {

    private static final Path DIALOGUES = Path.of("../shared/data/kg/sgd/test_dialogues_030.json");
    private static final String MONTH = "(?i).*\\bmarch\\b.*";
    private static final List<Label> LABELS = new ArrayList<>();
    private static final List<String> UTTERANCES = new ArrayList<>();

    private record Label(String slot, String utterance, int start, int end) {
        String text() {
            return utterance.substring(start, end);
        }

        boolean isFound() {
            return ExtractorFixture.extract(utterance).literals().stream()
                    .anyMatch(found -> found.start() == start && found.end() == end);
        }

        boolean isTouched() {
            return ExtractorFixture.extract(utterance).literals().stream()
                    .filter(found -> found.literal() instanceof Literal.Day)
                    .anyMatch(found -> found.start() < end && found.end() > start);
        }
    }

    @BeforeAll
    static void readLabels() throws IOException {
        assumeTrue(Files.exists(DIALOGUES), "no labelled dialogues beside the checkout");
        for (var dialogue : JsonMapper.builder().build().readTree(Files.readString(DIALOGUES))) {
            for (var turn : dialogue.get("turns")) {
                var utterance = turn.get("utterance").asString();
                UTTERANCES.add(utterance);
                for (var frame : turn.get("frames")) {
                    for (var slot : frame.get("slots")) {
                        var start = slot.get("start").asInt();
                        LABELS.add(new Label(
                                slot.get("slot").asString().toLowerCase(Locale.ROOT),
                                utterance,
                                utterance.offsetByCodePoints(0, start),
                                utterance.offsetByCodePoints(
                                        0, slot.get("exclusive_end").asInt())));
                    }
                }
            }
        }
    }

    @Test
    void allAmountsAndNothingElseAreMoney() {
        var labelled =
                LABELS.stream().filter(label -> label.text().contains("$")).toList();
        var found = UTTERANCES.stream()
                .flatMap(utterance -> ExtractorFixture.extract(utterance).literals().stream())
                .filter(literal -> literal.literal() instanceof Literal.Money)
                .count();

        assertThat(labelled).hasSize(158).allMatch(Label::isFound);
        assertThat(found).isEqualTo(158);
    }

    @Test
    void daysOfAMonthAreFound() {
        var labelled = LABELS.stream()
                .filter(label -> label.slot().contains("date"))
                .filter(label -> label.text().matches(MONTH))
                .toList();
        var found = labelled.stream().filter(Label::isFound).count();
        System.out.printf("knowledge: month and day found %d of %d%n", found, labelled.size());

        assertThat(labelled).hasSize(545);
        assertThat(found / 545.0).isGreaterThanOrEqualTo(.98);
    }

    @Test
    void relativeDaysAreNoLiterals() {
        var relative = LABELS.stream()
                .filter(label -> label.slot().contains("date"))
                .filter(label -> !label.text().matches(MONTH) && !label.text().matches(".*\\d.*"))
                .toList();

        assertThat(relative).hasSize(61).noneMatch(Label::isTouched);
    }
}
