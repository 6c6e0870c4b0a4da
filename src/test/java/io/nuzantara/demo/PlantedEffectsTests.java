package io.nuzantara.demo;

import static io.nuzantara.demo.WrittenSample.NOW;
import static io.nuzantara.demo.WrittenSample.said;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Each effect named in {@link Planted}, measured in the files themselves by an independent count. */
class PlantedEffectsTests {

    private static final Map<String, Pattern> CUES = Map.of(
            "next_step", cue("next step|langkah selanjutnya|prossimo passo"),
            "price_share", cue("(?:IDR|Rp) \\d"),
            "timeline_share", cue("\\d+ (?:days|giorni|hari)"),
            "apology_share",
                    cue(
                            "sorry|apolog\\w+|unfortunately|afraid|maaf|sayangnya|dispiace|purtroppo|scusi\\w*|scuso|spiacente|scusiamo"),
            "negative_share", cue("no|not|cannot|can't|don't|isn't|tidak|bukan|non"),
            "question_share", cue("\\?"),
            "list_share", cue("\n- "),
            "polite_share", cue("please|thank you|grazie|volentieri|mohon|silakan|terima kasih"));

    @TempDir
    private static Path directory;

    private static WrittenSample sample;

    @BeforeAll
    static void write() {
        sample = WrittenSample.written(directory, SampleBusiness.DEFAULT_CLIENTS);
    }

    private static Pattern cue(String words) {
        return Pattern.compile(
                words.matches("\\p{L}.*") ? "(?<!\\p{L})(?:" + words + ")(?!\\p{L})" : words,
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    @Test
    void everyPlantedDriverIsThereInEveryLanguageWithTheEffectItNames() {
        for (var driver : sample.planted().drivers()) {
            var planted = driver.highShare() - driver.lowShare();
            assertThat(Math.abs(planted)).isBetween(0.35, 0.6);
            assertThat(delta(sample.high(), sample.low(), feature(driver.feature())))
                    .as(driver.feature())
                    .isCloseTo(planted, within(0.13));
            for (var language : List.of("en", "it", "id")) {
                assertThat(delta(in(language, sample.high()), in(language, sample.low()), feature(driver.feature()))
                                * Math.signum(planted))
                        .as(driver.feature() + " " + language)
                        .isGreaterThan(0.25);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"question_share", "list_share", "polite_share", "words_per_turn", "turns", "greets"})
    void whatWasNotPlantedTellsNothing(String name) {
        assertThat(Math.abs(delta(sample.high(), sample.low(), feature(name))))
                .as(name)
                .isLessThan(0.147);
    }

    @Test
    void topicAndLanguageTellNothingAboutARating() {
        var cells = sample.conversations().stream()
                .filter(conversation -> conversation.get("messages").size() > 1)
                .collect(groupingBy(PlantedEffectsTests::cell, counting()));
        var high = sample.high().stream().collect(groupingBy(PlantedEffectsTests::cell, counting()));
        var low = sample.low().stream().collect(groupingBy(PlantedEffectsTests::cell, counting()));

        assertThat(cells).hasSize(18).allSatisfy((cell, size) -> {
            assertThat(high.getOrDefault(cell, 0L).doubleValue()).isCloseTo(size * Survey.HIGH_SHARE, within(0.51));
            assertThat(low.getOrDefault(cell, 0L).doubleValue()).isCloseTo(size * Survey.LOW_SHARE, within(0.51));
        });
    }

    private static String cell(JsonNode conversation) {
        return conversation.get("topic").get(0).asString() + " "
                + conversation.get("language").asString();
    }

    @Test
    void sevenDaysHoldTooFewRatingsForAContrastAndTwentyEightHoldThemAll() {
        assertThat(ratedWithin(7, sample.high())).isBetween(1L, 29L);
        assertThat(ratedWithin(7, sample.low())).isBetween(1L, 29L);
        assertThat(ratedWithin(28, sample.high())).isEqualTo(sample.high().size());
        assertThat(ratedWithin(28, sample.low())).isEqualTo(sample.low().size());
    }

    private static long ratedWithin(int days, List<JsonNode> conversations) {
        var from = NOW.minus(Duration.ofDays(days));
        return conversations.stream()
                .filter(conversation ->
                        Instant.parse(conversation.get("rated_at").asString()).isAfter(from))
                .count();
    }

    @Test
    void quietClientsAreExactlyTheGoodOnesAboutToLeave() {
        var scores = LegacyScores.of(sample);

        assertThat(scores.entrySet().stream()
                        .filter(entry -> entry.getValue().risk().equals("HIGH_RISK"))
                        .map(Map.Entry::getKey))
                .hasSizeGreaterThanOrEqualTo(12)
                .containsExactlyInAnyOrderElementsOf(sample.planted().quietClients());
    }

    @Test
    void everySegmentAndEveryRiskHasClients() {
        var scores = LegacyScores.of(sample).values();

        assertThat(scores.stream().collect(groupingBy(LegacyScores.Score::segment, counting())))
                .containsOnlyKeys("VIP", "HIGH_VALUE", "MEDIUM_VALUE", "LOW_VALUE")
                .allSatisfy((segment, clients) -> assertThat(clients).isGreaterThanOrEqualTo(10));
        assertThat(scores.stream().collect(groupingBy(LegacyScores.Score::risk, counting())))
                .containsOnlyKeys("HIGH_RISK", "MEDIUM_RISK", "LOW_RISK")
                .allSatisfy((risk, clients) -> assertThat(clients).isGreaterThanOrEqualTo(10));
        assertThat(scores)
                .anyMatch(score -> score.segment().equals("VIP") && score.risk().equals("HIGH_RISK"))
                .anyMatch(score ->
                        score.segment().equals("VIP") && score.risk().equals("LOW_RISK") && score.quietDays() > 14);
    }

    @Test
    void changedFactsHaveTheirOldValueBeforeTheDayAndTheirNewOneSince() {
        for (var fact : sample.planted().changedFacts()) {
            var before = stating(fact, fact.before());
            var after = stating(fact, fact.after());

            assertThat(before)
                    .as(fact.offer())
                    .hasSizeGreaterThanOrEqualTo(3)
                    .allMatch(at -> at.isBefore(fact.changedAt()));
            assertThat(after)
                    .as(fact.offer())
                    .hasSizeGreaterThanOrEqualTo(2)
                    .noneMatch(at -> at.isBefore(fact.changedAt()));
        }
    }

    private static List<Instant> stating(Planted.ChangedFact fact, long value) {
        var figure = fact.predicate().equals("costs")
                ? "(?:IDR|Rp) (?:%s|%s)"
                        .formatted(
                                "%,d".formatted(value), "%,d".formatted(value).replace(",", "\\."))
                : "\\b%d (?:days|giorni|hari)".formatted(value);
        return sample.conversations().stream()
                .filter(conversation -> conversation.get("topic").size() > 1
                        && conversation.get("topic").get(1).asString().equals(fact.offer()))
                .filter(conversation -> Stream.of("assistant", "staff", "user")
                        .flatMap(role -> said(conversation, role).stream())
                        .anyMatch(text -> Pattern.compile(figure).matcher(text).find()))
                .map(conversation ->
                        Instant.parse(conversation.get("started_at").asString()))
                .toList();
    }

    @Test
    void oneClientAsksNotToBeWrittenTo() {
        assertThat(sample.conversations())
                .filteredOn(conversation ->
                        conversation.get("topic").get(0).asString().equals("opt-out"))
                .singleElement()
                .satisfies(
                        conversation -> assertThat(conversation.get("client_id").asString())
                                .isEqualTo(sample.planted().optedOut()));
    }

    private static List<JsonNode> in(String language, List<JsonNode> conversations) {
        return conversations.stream()
                .filter(conversation -> conversation.get("language").asString().equals(language))
                .toList();
    }

    private static ToDoubleFunction<JsonNode> feature(String name) {
        return switch (name) {
            case "next_step" ->
                conversation -> {
                    var answers = said(conversation, "assistant");
                    return share(answers.subList(Math.max(0, answers.size() - 2), answers.size()), name) > 0 ? 1 : 0;
                };
            case "words_per_turn" ->
                conversation -> said(conversation, "assistant").stream()
                        .mapToInt(text -> text.split("\\s+").length)
                        .average()
                        .orElseThrow();
            case "turns" -> conversation -> said(conversation, "assistant").size();
            case "greets" ->
                conversation -> said(conversation, "assistant")
                                .getFirst()
                                .matches("(?s)\\p{Lu}\\p{L}+( \\p{Ll}+)? \\p{Lu}\\p{L}+,.*")
                        ? 1
                        : 0;
            default -> conversation -> share(said(conversation, "assistant"), name);
        };
    }

    private static double share(List<String> answers, String name) {
        var cue = Objects.requireNonNull(CUES.get(name), name);
        return answers.stream().filter(answer -> cue.matcher(answer).find()).count() / (double) answers.size();
    }

    /** Cliff's delta: how much more often a value of the first is above one of the second than below. */
    private static double delta(List<JsonNode> high, List<JsonNode> low, ToDoubleFunction<JsonNode> feature) {
        var x = high.stream().mapToDouble(feature).toArray();
        var y = low.stream().mapToDouble(feature).toArray();
        double sum = 0;
        for (var one : x) {
            for (var other : y) {
                sum += Math.signum(one - other);
            }
        }
        return sum / x.length / y.length;
    }
}
