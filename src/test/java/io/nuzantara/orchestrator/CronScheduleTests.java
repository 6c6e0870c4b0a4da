package io.nuzantara.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Europe/Rome goes from 02:00 to 03:00 on 28 March 2027 and from 03:00 back to 02:00 on 25 October 2026. */
class CronScheduleTests {

    private static final ZoneId ROME = ZoneId.of("Europe/Rome");

    @Test
    void aDashNeverFires() {
        assertThat(CronSchedule.of("-", java.time.ZoneId.of("Europe/Rome")).next(java.time.Instant.EPOCH))
                .isEmpty();
    }

    @Test
    void anHourlyScheduleFiresEveryHourThatPassesInAutumn() {
        assertThat(instants("0 0 * * * *", "2026-10-24T23:30:00Z", 4))
                .containsExactly(
                        Instant.parse("2026-10-25T00:00:00Z"),
                        Instant.parse("2026-10-25T01:00:00Z"),
                        Instant.parse("2026-10-25T02:00:00Z"),
                        Instant.parse("2026-10-25T03:00:00Z"));
    }

    @Test
    void anHourlyScheduleLeavesOutOnlyTheHourThatDoesNotExistInSpring() {
        assertThat(instants("0 0 * * * *", "2027-03-27T23:30:00Z", 3))
                .containsExactly(
                        Instant.parse("2027-03-28T00:00:00Z"),
                        Instant.parse("2027-03-28T01:00:00Z"),
                        Instant.parse("2027-03-28T02:00:00Z"));
    }

    @Test
    void aFixedHourThatExistsTwiceFiresOnceAndEarly() {
        assertThat(instants("0 30 2 * * *", "2026-10-24T22:00:00Z", 2))
                .containsExactly(Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Test
    void aFixedHourThatDoesNotExistMovesForwardByTheGap() {
        assertThat(instants("0 30 2 * * *", "2027-03-27T22:00:00Z", 2))
                .containsExactly(Instant.parse("2027-03-28T01:30:00Z"), Instant.parse("2027-03-29T00:30:00Z"));
    }

    @Test
    void aMovedOccurrenceIsStillAheadAfterTheGap() {
        var schedule = CronSchedule.of("0 30 2 * * *", ROME);

        assertThat(schedule.next(Instant.parse("2027-03-28T01:10:00Z")))
                .contains(Instant.parse("2027-03-28T01:30:00Z"));
    }

    @Test
    void everyDayOfAYearHasExactlyOneOccurrenceOfAFixedHour() {
        var days = instants("0 30 2 * * *", "2026-06-01T12:00:00Z", 365).stream()
                .map(instant -> instant.atZone(ROME).toLocalDate())
                .toList();

        assertThat(days).doesNotHaveDuplicates().hasSize(365);
        assertThat(days.getLast()).isEqualTo("2027-06-01");
    }

    @Test
    void theIntervalIsTheTimeBetweenTwoStarts() {
        var weekly = CronSchedule.of("0 0 4 * * SUN", ZoneId.of("Asia/Makassar"));

        assertThat(weekly.interval(Instant.parse("2026-11-25T00:00:00Z"))).contains(Duration.ofDays(7));
    }

    private static List<Instant> instants(String cron, String after, int count) {
        var schedule = CronSchedule.of(cron, ROME);
        var instants = new ArrayList<Instant>();
        var last = Instant.parse(after);
        for (var i = 0; i < count; i++) {
            last = schedule.next(last).orElseThrow();
            instants.add(last);
        }
        return instants;
    }
}
