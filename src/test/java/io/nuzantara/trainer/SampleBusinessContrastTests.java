package io.nuzantara.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.demo.SampleBusiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The invented office, whose liked conversations differ from the others in five known ways, in three languages. */
class SampleBusinessContrastTests {

    private static final Thresholds THRESHOLDS = new Thresholds(4, 3);
    private static final FeatureSet FEATURES = new LiveFeatures(MessageLanguage.guessed());

    @TempDir
    private static Path folder;

    private static List<JsonNode> rated = List.of();

    @BeforeAll
    static void invent() throws IOException {
        var planted = new SampleBusiness().write(folder, 42, Instant.parse("2026-11-22T09:30:00Z"), 400);
        assertThat(planted.drivers()).isNotEmpty();
        var json = new JsonMapper();
        rated = Files.readAllLines(folder.resolve("conversations.jsonl")).stream()
                .map(json::readTree)
                .filter(row -> row.hasNonNull("rating"))
                .toList();
    }

    @Test
    void thePlantedDriversAreFoundInTheDiscoveryPart() {
        var split = new Split(new byte[32]);
        var discovery = rated.stream()
                .filter(row -> split.part(row.path("client_id").asString("")) == Split.Part.DISCOVERY)
                .map(row -> observation(row, split))
                .toList();

        var rows = Contrast.of(FEATURES.features(), discovery, _ -> true);

        assertThat(rows.stream()
                        .filter(row -> row.decided() && row.side() == Side.ADDRESSABLE)
                        .map(row -> row.feature() + " " + row.direction()))
                .contains(
                        "next_step higher",
                        "price_share higher",
                        "timeline_share higher",
                        "apology_share lower",
                        "negative_share lower")
                .isSubsetOf(
                        "next_step higher",
                        "price_share higher",
                        "timeline_share higher",
                        "apology_share lower",
                        "negative_share lower",
                        "answered_share higher");
    }

    private static Observation observation(JsonNode row, Split split) {
        var messages = row.get("messages").values().stream()
                .map(message -> new Dialogue.Message(
                        Dialogue.Role.valueOf(message.get("role").asString().toUpperCase(Locale.ROOT)),
                        message.get("content").asString(),
                        Instant.parse(message.get("at").asString())))
                .toList();
        var language = row.get("language").asString();
        var dialogue = new Dialogue(messages, language, false, null, null);
        var score = row.get("rating").asDouble();
        return new Observation(
                score,
                THRESHOLDS.rated(score),
                row.path("topic").toString() + '|' + language,
                dialogue.count(Dialogue.Role.ASSISTANT),
                split.firstHalf(row.path("client_id").asString("")),
                FEATURES.measure(dialogue));
    }
}
