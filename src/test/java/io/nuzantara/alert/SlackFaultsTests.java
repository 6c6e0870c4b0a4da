package io.nuzantara.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.alert.Alert.Severity;
import io.nuzantara.alert.FakeSlack.Mood;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.security.SettableClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything that can be wrong with Slack: time is bounded, nothing is lost, nothing comes twice when it is back, and however many
 * notices wait, the posts of an outage are few. All counts are the other side's.
 */
class SlackFaultsTests {

    private static final int ALERTS = 5;
    private static final Duration OUTAGE = Duration.ofMinutes(3);
    private static final Duration HURRIED = Duration.ofMillis(300);
    private static final Set<Mood> HANGING = EnumSet.of(Mood.BLACK_HOLE, Mood.DRIP, Mood.ENDLESS);
    private static final TestDatabase DATABASE = TestDatabase.create();

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "ERROR_500, 2, 12, failing",
        "ERROR_503, 2, 12, failing",
        "TOO_MANY_SECONDS, 1, 1, failing",
        "TOO_MANY_DATE, 1, 1, failing",
        "TOO_MANY_UNSAID, 2, 4, failing",
        "TOO_MANY_ABSURD, 1, 1, failing",
        "TOO_MANY_NEGATIVE, 2, 4, failing",
        "HTML, 2, 12, failing",
        "TRUNCATED, 2, 12, failing",
        "UNFIT_400, 5, 15, ok",
        "REFUSED_401, 1, 1, refused",
        "REFUSED_403, 1, 1, refused",
        "REFUSED_404, 1, 1, refused",
        "REFUSED_410, 1, 1, refused",
        "REDIRECT, 2, 12, failing",
        "BLACK_HOLE, 2, 12, failing",
        "DRIP, 2, 12, failing",
        "ENDLESS, 2, 12, failing",
        "RESET, 2, 12, failing"
    })
    void whateverSlackDoesNothingIsLostAndItIsLeftInPeace(Mood mood, int fewest, int most, String state) {
        try (var slack = new FakeSlack().mood(mood)) {
            var station = station(slack, mood).empty();
            var began = System.nanoTime();
            raise(station);
            station.goesOnFor(OUTAGE);

            assertThat(slack.posted()).hasSizeBetween(fewest, most);
            assertThat(slack.followed()).isEmpty();
            assertThat(station.count("undelivered")).isEqualTo(ALERTS);
            assertThat(station.count("logged")).isEqualTo(ALERTS);
            assertThat(station.log.delivery().state()).isEqualTo(state);
            assertThat(seconds(began)).isLessThan(60);
            assertNoSecret(station);

            delivers(station, slack.mood(Mood.OK));
        }
    }

    /** Only with Slacks that hang is a short patience worth its false alarms on a busy machine. */
    private static AlertStation station(FakeSlack slack, Mood mood) {
        var clock = new SettableClock(AlertStation.NOON);
        return HANGING.contains(mood)
                ? new AlertStation(DATABASE, slack.url(), HURRIED, clock)
                : new AlertStation(DATABASE, slack.url());
    }

    /** A restart, as after a corrected configuration: each alert arrives once. */
    private static void delivers(AlertStation before, FakeSlack slack) {
        var refused = slack.posted().size();
        var station = before.restarted(DATABASE, slack.url());
        station.goesOnFor(Duration.ofMinutes(6));

        assertThat(station.count("undelivered")).isZero();
        assertThat(slack.posted()).hasSize(refused + ALERTS);
        assertThat(slack.posted().stream().skip(refused).distinct()).hasSize(ALERTS);
        assertThat(station.log.delivery()).isEqualTo(new AlertLog.Delivery("slack", "ok", null, null, 0));
        assertThat(station.posts("delivered")).isEqualTo(ALERTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/services/hush-hush", "http://no-such-host.invalid/services/hush-hush"})
    void aSlackThatIsNotThereIsTriedNowAndThen(String address) {
        var station = new AlertStation(DATABASE, URI.create(address)).empty();
        raise(station);
        station.goesOnFor(OUTAGE);

        assertThat(station.count("undelivered")).isEqualTo(ALERTS);
        assertThat(station.posts("failed")).isBetween(2.0, 12.0);
        assertNoSecret(station);
    }

    @Test
    void aCertificateNobodyVouchesForIsNotTrusted() throws Exception {
        try (var slack = new FakeSlack(SelfSigned.sockets(directory), "https")) {
            var station = new AlertStation(DATABASE, slack.url()).empty();
            raise(station);
            station.goesOnFor(OUTAGE);

            assertThat(slack.posted()).isEmpty();
            assertThat(station.count("undelivered")).isEqualTo(ALERTS);
            assertThat(station.posts("failed")).isBetween(2.0, 12.0);
        }
    }

    private static void raise(AlertStation station) {
        IntStream.range(0, ALERTS)
                .forEach(number -> station.alerts.raise(new Alert(
                        Severity.WARNING, "cause:" + number, "Something is wrong " + number, "Look at it.", "/")));
    }

    private static void assertNoSecret(AlertStation station) {
        assertThat(station.jdbc
                        .sql("SELECT error FROM alerts WHERE error IS NOT NULL")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error).doesNotContain("hush", "127.0.0.1", "invalid"));
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
