package io.nuzantara.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OccurrencesTests {

    private static final String ROME = "Europe/Rome";
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private static List<Occurrence> between(Occurrences schedule, String from, String to) {
        var end = Instant.parse(to);
        return Stream.iterate(
                        schedule.next(Instant.parse(from)),
                        Optional::isPresent,
                        found -> found.flatMap(occurrence -> schedule.next(occurrence.at())))
                .flatMap(Optional::stream)
                .takeWhile(occurrence -> occurrence.at().isBefore(end))
                .toList();
    }

    @Test
    void aFixedHourThatIsSkippedInSpringFiresOnceAnHourLater() {
        var schedule = Occurrences.of("0 30 2 * * *", ROME);

        assertThat(between(schedule, "2026-03-27T12:00:00Z", "2026-03-30T12:00:00Z"))
                .containsExactly(
                        new Occurrence(Instant.parse("2026-03-28T01:30:00Z"), "2026-03-28T02:30[Europe/Rome]"),
                        new Occurrence(Instant.parse("2026-03-29T01:30:00Z"), "2026-03-29T02:30[Europe/Rome]"),
                        new Occurrence(Instant.parse("2026-03-30T00:30:00Z"), "2026-03-30T02:30[Europe/Rome]"));
    }

    @Test
    void aFixedHourThatComesTwiceInAutumnFiresTheFirstTime() {
        var schedule = Occurrences.of("0 30 2 * * *", ROME);

        assertThat(between(schedule, "2026-10-23T12:00:00Z", "2026-10-26T12:00:00Z"))
                .containsExactly(
                        new Occurrence(Instant.parse("2026-10-24T00:30:00Z"), "2026-10-24T02:30[Europe/Rome]"),
                        new Occurrence(Instant.parse("2026-10-25T00:30:00Z"), "2026-10-25T02:30[Europe/Rome]"),
                        new Occurrence(Instant.parse("2026-10-26T01:30:00Z"), "2026-10-26T02:30[Europe/Rome]"));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-29, 23", "2026-10-25, 25", "2026-06-01, 24"})
    void anHourlyScheduleFiresEveryHourThatPasses(LocalDate day, int hours) {
        var schedule = Occurrences.of("0 0 * * * *", ROME);
        var zone = ZoneId.of(ROME);
        var start = day.atStartOfDay(zone).toInstant();

        var fired = between(
                schedule,
                start.minusSeconds(1).toString(),
                day.plusDays(1).atStartOfDay(zone).toInstant().toString());

        assertThat(fired).hasSize(hours).extracting(Occurrence::key).doesNotHaveDuplicates();
        for (var hour = 0; hour < hours; hour++) {
            assertThat(fired.get(hour).at()).isEqualTo(start.plus(Duration.ofHours(hour)));
        }
    }

    @Test
    void aZoneWithoutClockChangesFiresAtTheSameInstantEachDay() {
        var schedule = Occurrences.of("0 0 4 * * *", "Asia/Makassar");

        assertThat(between(schedule, "2026-10-24T00:00:00Z", "2026-10-27T00:00:00Z"))
                .extracting(Occurrence::at)
                .containsExactly(
                        Instant.parse("2026-10-24T20:00:00Z"),
                        Instant.parse("2026-10-25T20:00:00Z"),
                        Instant.parse("2026-10-26T20:00:00Z"));
    }

    @Test
    void twoLocalTimesThatFallTogetherInSpringFireOnce() {
        var schedule = Occurrences.of("0 30 2,3 * * *", ROME);

        assertThat(between(schedule, "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z"))
                .extracting(Occurrence::at)
                .containsExactly(Instant.parse("2026-03-29T01:30:00Z"));
    }

    @Test
    void theNextIsAlwaysLaterThanWhatWasAskedFor() {
        var schedule = Occurrences.of("0 30 2 * * *", ROME);
        var fires = Instant.parse("2026-03-29T01:30:00Z");

        assertThat(schedule.next(fires).orElseThrow().at()).isEqualTo(Instant.parse("2026-03-30T00:30:00Z"));
        assertThat(schedule.next(fires.minusMillis(1)).orElseThrow().at()).isEqualTo(fires);
    }

    @Test
    void anInstantIsAnOccurrenceOrNot() {
        var schedule = Occurrences.of("0 30 2 * * *", ROME);

        assertThat(schedule.at(Instant.parse("2026-03-29T01:30:00Z"))).isPresent();
        assertThat(schedule.at(Instant.parse("2026-03-29T00:30:00Z"))).isEmpty();
        assertThat(Occurrences.of("* * * * * *", ROME).at(NOON)).contains(new Occurrence(NOON, NOON.toString()));
    }

    @ParameterizedTest
    @CsvSource({"@daily, true", "@hourly, false", "0 0 9-17 * * MON-FRI, true", "0 0 */6 * * *, false"})
    void theHourFieldDecidesWhatAnOccurrenceIs(String cron, boolean fixed) {
        assertThat(Occurrences.of(cron, ROME).fixedHour()).isEqualTo(fixed);
    }

    @Test
    void aScheduleMayEnd() {
        assertThat(Occurrences.of("0 0 0 30 2 *", ROME).next(NOON)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0 0 25 * * *, Europe/Rome", "every day, Europe/Rome", "0 0 4 * * *, Europe/Atlantis", "0 0 4 * *, UTC"
    })
    void whatCannotBeReadIsRefused(String cron, String zone) {
        assertThatThrownBy(() -> Occurrences.of(cron, zone)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theIntervalIsTheTimeBetweenTwoStarts() {
        var weekly = Occurrences.of("0 0 4 * * SUN", "Asia/Makassar");

        assertThat(weekly.interval(Instant.parse("2026-11-25T00:00:00Z"))).contains(Duration.ofDays(7));
    }

    @Test
    void everyDayOfAYearHasExactlyOneOccurrenceOfAFixedHour() {
        var days =
                between(Occurrences.of("0 30 2 * * *", ROME), "2026-06-01T12:00:00Z", "2027-06-01T12:00:00Z").stream()
                        .map(occurrence ->
                                occurrence.at().atZone(ZoneId.of(ROME)).toLocalDate())
                        .toList();

        assertThat(days).doesNotHaveDuplicates().hasSize(365);
    }
}
