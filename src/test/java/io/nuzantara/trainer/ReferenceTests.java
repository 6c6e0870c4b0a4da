package io.nuzantara.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 2,925 rated conversations against figures computed independently with numpy and scipy. */
class ReferenceTests {

    private static final Path FOLDER = Path.of("../shared/data/trainer");
    private static final Thresholds THRESHOLDS = new Thresholds(.5, -.5);
    private static final FeatureSet BASELINE = new BaselineFeatures();

    private static List<Observation> observations = List.of();

    @BeforeAll
    static void readConversations() throws IOException {
        var file = FOLDER.resolve("dialogue-eval.jsonl");
        assumeTrue(Files.exists(file), "the rated conversations of ../shared/data/trainer are not here");
        var json = new JsonMapper();
        try (var lines = Files.lines(file)) {
            observations = lines.map(json::readTree)
                    .filter(row -> !row.get("model").asString().equals("QualityControl"))
                    .map(ReferenceTests::observation)
                    .toList();
        }
    }

    @Test
    void theClassesAreThoseOfTheReference() {
        assertThat(observations).hasSize(2925);
        assertThat(observations.stream().filter(row -> row.rated() == Thresholds.Rated.HIGH))
                .hasSize(685);
        assertThat(observations.stream().filter(row -> row.rated() == Thresholds.Rated.LOW))
                .hasSize(359);
    }

    @Test
    void everyCellOfTheFeatureTableAgrees() throws IOException {
        var rows = Contrast.of(BASELINE.features(), observations, _ -> true);

        var expected = Files.readAllLines(FOLDER.resolve("reference/dialogue-eval-features.tsv"));
        var check = new SoftAssertions();
        for (int i = 0; i < rows.size(); i++) {
            compare(check, rows.get(i), expected.get(i + 1).split("\t", -1));
        }
        check.assertAll();
        assertThat(expected).hasSize(rows.size() + 1);
    }

    @Test
    void differencesThatTheBotExplainsAreDropped() {
        var rows = Contrast.of(BASELINE.features(), observations, _ -> true);

        assertThat(rows.stream().filter(row -> known(row.q()) < .05)).hasSize(13);
        assertThat(rows.stream().filter(row -> known(row.q()) < .05 && known(row.stratQ()) < .05))
                .hasSize(5);
        assertThat(rows.stream().filter(FeatureContrast::decided).map(FeatureContrast::feature))
                .containsExactlyInAnyOrder(
                        "system_distinct_words_ratio",
                        "system_question_share",
                        "system_exclaim_share",
                        "system_repeat_share",
                        "user_words_per_turn");
    }

    @Test
    void shuffledRatingsSeldomShowAnything() {
        var random = new Random(20_260_704);
        var falseAlarms = IntStream.range(0, 40)
                .filter(_ -> Contrast.of(BASELINE.features(), shuffled(random), _ -> true).stream()
                        .anyMatch(FeatureContrast::decided))
                .count();

        assertThat(falseAlarms).isLessThanOrEqualTo(2);
    }

    private static List<Observation> shuffled(Random random) {
        var scores =
                new ArrayList<>(observations.stream().map(Observation::score).toList());
        Collections.shuffle(scores, random);
        return IntStream.range(0, scores.size())
                .mapToObj(i -> rescored(observations.get(i), scores.get(i)))
                .toList();
    }

    private static Observation rescored(Observation row, double score) {
        return new Observation(
                score,
                THRESHOLDS.rated(score),
                row.stratum(),
                row.turns(),
                row.firstHalf(),
                IntStream.range(0, BASELINE.features().size())
                        .mapToDouble(row::value)
                        .toArray());
    }

    private static void compare(SoftAssertions check, FeatureContrast row, String[] cells) {
        check.assertThat(row.feature()).isEqualTo(cells[0]);
        close(check, row, "mean_high", row.meanHigh(), cells[1]);
        close(check, row, "mean_low", row.meanLow(), cells[2]);
        close(check, row, "delta", row.delta(), cells[3]);
        close(check, row, "ci_low", row.ciLow(), cells[4]);
        close(check, row, "ci_high", row.ciHigh(), cells[5]);
        relative(check, row, "p", row.p(), cells[6]);
        relative(check, row, "q", row.q(), cells[7]);
        close(check, row, "rho", row.rho(), cells[8]);
        relative(check, row, "rho_p", row.rhoP(), cells[9]);
        close(check, row, "z", row.z(), cells[10]);
        relative(check, row, "strat_p", row.stratP(), cells[11]);
        relative(check, row, "strat_q", row.stratQ(), cells[12]);
    }

    private static void close(
            SoftAssertions check, FeatureContrast row, String column, @Nullable Double actual, String expected) {
        var cell = check.assertThat(actual).as(row.feature() + " " + column);
        if (expected.isEmpty()) {
            cell.isNull();
        } else {
            cell.isCloseTo(Double.parseDouble(expected), within(1e-6));
        }
    }

    private static void relative(
            SoftAssertions check, FeatureContrast row, String column, @Nullable Double actual, String expected) {
        var cell = check.assertThat(actual).as(row.feature() + " " + column);
        if (expected.isEmpty()) {
            cell.isNull();
        } else {
            var value = Double.parseDouble(expected);
            cell.isCloseTo(value, within(Math.max(1e-4 * value, 1e-300)));
        }
    }

    private static double known(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static Observation observation(JsonNode row) {
        var messages = row.get("messages").values().stream()
                .map(message -> new Dialogue.Message(
                        Dialogue.Role.valueOf(message.get("role").asString().toUpperCase(Locale.ROOT)),
                        message.get("content").asString().strip(),
                        Instant.EPOCH))
                .toList();
        var dialogue = new Dialogue(messages, "en", true, null, null);
        var score = row.get("z_mean").asDouble();
        return new Observation(
                score,
                THRESHOLDS.rated(score),
                row.get("model").asString(),
                dialogue.count(Dialogue.Role.ASSISTANT),
                row.get("id").asString().hashCode() % 2 == 0,
                BASELINE.measure(dialogue));
    }
}
