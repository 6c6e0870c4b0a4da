package io.nuzantara.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectionTests {

    private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
    private static final TrainerSettings SETTINGS = new TrainerSettings(null, 4, 3, 30, 3);

    @Test
    void theWindowIsWidenedUntilBothClassesAreLargeEnough() {
        var rated = new ArrayList<RatedConversation>();
        IntStream.range(0, 40).forEach(i -> rated.add(conversation(i, "h" + i, 5, i % 7)));
        IntStream.range(0, 40).forEach(i -> rated.add(conversation(100 + i, "l" + i, 1, 10 + i % 10)));

        var selection = Selection.of(rated, 7, NOW, SETTINGS);

        assertThat(selection.sufficient()).isTrue();
        assertThat(selection.windowDays()).isEqualTo(28);
        assertThat(selection.tried()).containsExactly(new Selection.Window(7, 40, 0), new Selection.Window(28, 40, 40));
    }

    @Test
    void tooFewRatingsAreSaidWithTheirCounts() {
        var rated = List.of(conversation(1, "a", 5, 1), conversation(2, "b", 2.9, 1), conversation(3, "c", 3, 1));

        var selection = Selection.of(rated, 7, NOW, SETTINGS);

        assertThat(selection.sufficient()).isFalse();
        assertThat(selection.windowDays()).isEqualTo(90);
        assertThat(selection.high()).isEqualTo(1);
        assertThat(selection.low()).isEqualTo(1);
        assertThat(selection.middle()).isEqualTo(1);
    }

    @Test
    void aWindowWiderThanAllIsTakenAsItIs() {
        var selection = Selection.of(List.of(conversation(1, "a", 5, 200)), 365, NOW, SETTINGS);

        assertThat(selection.windowDays()).isEqualTo(365);
        assertThat(selection.high()).isEqualTo(1);
    }

    @Test
    void conversationsOfStaffAndWithoutAnswerAreLeftOutAndCounted() {
        var staffLed = new RatedConversation(1, "a", null, "en", false, null, null, 5, NOW, 2, 3);
        var unanswered = new RatedConversation(2, "b", null, "en", false, null, null, 5, NOW, 0, 0);
        var shared = new RatedConversation(3, "c", null, "en", false, null, null, 5, NOW, 2, 2);

        var selection = Selection.of(List.of(staffLed, unanswered, shared), 7, NOW, SETTINGS);

        assertThat(selection.staffLed()).isEqualTo(1);
        assertThat(selection.unanswered()).isEqualTo(1);
        assertThat(selection.chosen()).containsExactly(shared);
        assertThat(selection.rated()).isEqualTo(3);
    }

    @Test
    void noClientHasMoreThanItsNewestThreeInAClass() {
        var random = new Random(7);
        var rated = IntStream.range(0, 2_000)
                .mapToObj(
                        i -> conversation(i, "c" + random.nextInt(200), 1 + 4 * random.nextDouble(), random.nextInt(7)))
                .toList();

        var selection = Selection.of(rated, 7, NOW, SETTINGS);

        var groups = selection.chosen().stream()
                .collect(Collectors.groupingBy(
                        row -> row.clientKey() + SETTINGS.thresholds().rated(row.score())));
        assertThat(groups.values()).allSatisfy(group -> assertThat(group).hasSizeLessThanOrEqualTo(3));
        assertThat(selection.chosen().size() + selection.dropped()).isEqualTo(2_000);
        rated.stream()
                .filter(row -> !selection.chosen().contains(row))
                .forEach(left -> assertThat(groups.get(
                                left.clientKey() + SETTINGS.thresholds().rated(left.score())))
                        .hasSize(3)
                        .allSatisfy(kept -> assertThat(kept.judgedAt()).isAfterOrEqualTo(left.judgedAt())));
    }

    @Test
    void clientsAreDealtIntoPartsBySaltAlone() {
        var split = new Split(Split.newSalt());
        var again = split.part("client:7");

        var discovery = count(i -> split.part("client:" + i) == Split.Part.DISCOVERY);
        var selection = count(i -> split.part("client:" + i) == Split.Part.SELECTION);
        var firstHalf = count(i -> split.firstHalf("client:" + i));

        assertThat(split.part("client:7")).isEqualTo(again);
        assertThat(discovery / 20_000.0).isCloseTo(.6, within(.02));
        assertThat(selection / 20_000.0).isCloseTo(.2, within(.02));
        assertThat(firstHalf / 20_000.0).isCloseTo(.5, within(.02));
    }

    private static long count(IntPredicate which) {
        return IntStream.range(0, 20_000).filter(which).count();
    }

    @Test
    void anotherSaltDealsOtherwise() {
        var one = new Split(new byte[32]);
        var other = new Split(Split.newSalt());

        assertThat(IntStream.range(0, 1_000)
                        .filter(i -> one.part("client:" + i) != other.part("client:" + i))
                        .boxed())
                .hasSizeGreaterThan(300);
    }

    private static RatedConversation conversation(long id, String client, double score, int daysAgo) {
        return new RatedConversation(
                id, client, "visa", "en", false, null, null, score, NOW.minus(Duration.ofDays(daysAgo)), 5, 0);
    }
}
