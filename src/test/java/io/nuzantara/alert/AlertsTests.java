package io.nuzantara.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuzantara.alert.Alert.Severity;
import io.nuzantara.alert.FakeSlack.Mood;
import io.nuzantara.database.StartRefused;
import io.nuzantara.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class AlertsTests {

    private static final Alert FAILED = new Alert(
            Severity.CRITICAL,
            "agent-failed:trainer",
            "Trainer <failed> & stopped",
            "See <!channel> & <https://evil|this>",
            "/executions/1");

    private static TestDatabase database;
    private final FakeSlack slack = new FakeSlack();
    private AlertStation station;

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.create();
    }

    @BeforeEach
    void setUp() {
        station = new AlertStation(database, slack.url()).empty();
    }

    @AfterEach
    void stopSlack() {
        slack.close();
    }

    @Test
    void aCauseIsToldOnceUntilItRecoversAndThenItsEndIsToldOnce() {
        station.alerts.raise(FAILED);
        station.alerts.raise(FAILED);
        station.clock.advance(Duration.ofMinutes(65));
        station.alerts.recover(FAILED.cause());
        station.alerts.recover(FAILED.cause());
        station.goesOnFor(Duration.ofMinutes(5));

        assertThat(slack.posted()).hasSize(2);
        assertThat(text(0)).contains("Since <!date^1795348800^");
        assertThat(text(1)).contains("Recovered").contains("1 h 5 min");
        assertThat(station.alerts.open()).isEmpty();
        assertThat(station.meters.timer("nuzantara.alert.delay").count()).isEqualTo(2);
    }

    @Test
    void theSameCauseIsToldAgainAfterItRecovered() {
        station.alerts.raise(FAILED);
        station.alerts.recover(FAILED.cause());
        station.alerts.raise(FAILED);

        assertThat(slack.posted()).hasSize(3);
        assertThat(station.alerts.open()).extracting(Alerts.OpenAlert::cause).containsExactly(FAILED.cause());
    }

    @Test
    void textsCannotMentionPeopleOrSetLinks() {
        station.alerts.raise(FAILED);

        assertThat(text(0))
                .contains("Trainer &lt;failed&gt; &amp; stopped")
                .contains("See &lt;!channel&gt; &amp; &lt;https://evil|this&gt;")
                .contains("<https://ops.example/executions/1|Open>");
        assertThat(slack.posted().getFirst()).contains("\"link_names\":false");
    }

    @Test
    void hiddenCharactersAndEndlessTextsDoNotGetThrough() {
        var hidden = "a\u202Eb\u0007c" + "\uDBFF\uDFFF".repeat(3000);
        station.alerts.raise(new Alert(Severity.WARNING, "long", "x".repeat(500), hidden, "/"));

        assertThat(text(0))
                .contains("a b c")
                .doesNotContain("\u202E", "\u0007", "x".repeat(151))
                .hasSizeLessThan(5_000);
        assertThat(text(0).codePoints()).noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    }

    @Test
    void slackGetsOneMessageASecond() {
        IntStream.range(0, 4)
                .forEach(number -> station.alerts.raise(new Alert(Severity.WARNING, "c" + number, "t", "t", "/")));

        assertThat(slack.posted()).hasSize(4);
        assertThat(station.pauses).hasSize(3).containsOnly(Duration.ofSeconds(1));
    }

    @Test
    void anAlertThatRecoversWhileSlackIsDownIsStillTold() {
        slack.mood(Mood.ERROR_500);
        station.alerts.raise(FAILED);
        station.alerts.recover(FAILED.cause());
        slack.mood(Mood.OK);
        station.goesOnFor(Duration.ofMinutes(2));

        assertThat(slack.posted()).hasSize(3);
        assertThat(text(1)).contains("failed");
        assertThat(text(2)).contains("Recovered");
    }

    @Test
    void duringAStopOnlyNoticesOfTheStopGoOut() {
        station.stopped.set(true);
        station.alerts.raise(FAILED);
        station.alerts.raise(new Alert(Severity.WARNING, "stopped", "Everything is stopped", "ayu: leak", "/"));
        station.goesOnFor(Duration.ofMinutes(1));

        assertThat(slack.posted()).hasSize(1);
        assertThat(text(0)).contains("Everything is stopped");
        assertThat(station.count("logged")).isEqualTo(1);

        station.stopped.set(false);
        station.goesOnFor(Duration.ofSeconds(10));

        assertThat(slack.posted()).hasSize(2);
        assertThat(station.count("undelivered")).isZero();
    }

    @Test
    void anAlertOfARolledBackTransactionIsNotSent() {
        database.transactions().executeWithoutResult(transaction -> {
            station.alerts.raise(FAILED);
            transaction.setRollbackOnly();
        });
        assertThat(slack.posted()).isEmpty();

        database.transactions().executeWithoutResult(transaction -> station.alerts.raise(FAILED));
        assertThat(slack.posted()).hasSize(1);
    }

    @Test
    void aNodeThatDiesWhileItPostsLeavesTheNoticeToOthers() {
        slack.mood(Mood.ERROR_500);
        station.alerts.raise(FAILED);
        var jdbc = station.jdbc;
        jdbc.sql("UPDATE alerts SET not_before = CAST('2026-11-22T12:01:00Z' AS timestamptz)")
                .update();
        slack.mood(Mood.OK);
        station.goesOnFor(Duration.ofMinutes(2));

        assertThat(slack.posted()).hasSize(2);
        assertThat(station.count("undelivered")).isZero();
    }

    @Test
    void withoutSlackTheLogIsTheChannel() {
        TestAlerts.logging(station.jdbc, station.clock).raise(FAILED);

        assertThat(station.log.newest(true, null, 5)).singleElement().satisfies(entry -> {
            assertThat(entry.channel()).isEqualTo("log");
            assertThat(entry.deliveredAt()).isEqualTo(AlertStation.NOON);
        });
    }

    @Test
    void whoWasToldTooLateIsCounted() {
        station.alerts.raise(FAILED);
        slack.mood(Mood.REFUSED_404);
        station.alerts.raise(new Alert(Severity.WARNING, "other", "t", "t", "/"));
        station.clock.advance(Duration.ofMinutes(3));

        var promptness = station.log.promptness(
                AlertStation.NOON.minusSeconds(1), station.clock.instant(), Duration.ofMinutes(2));

        assertThat(promptness).isEqualTo(new AlertLog.Promptness(2, 1));
    }

    @Test
    void whatAStopHoldsBackIsNotToldTooLate() {
        station.stopped.set(true);
        station.alerts.raise(FAILED);
        station.goesOnFor(Duration.ofMinutes(10));
        station.stopped.set(false);
        station.goesOnFor(Duration.ofSeconds(10));

        var promptness = station.log.promptness(
                AlertStation.NOON.minusSeconds(1), station.clock.instant(), Duration.ofMinutes(2));

        assertThat(slack.posted()).hasSize(1);
        assertThat(promptness).isEqualTo(new AlertLog.Promptness(0, 0));
    }

    @Test
    void aNodeWithoutSlackLeavesNoticesToTheNodeThatHasIt() {
        station.delivery.deliverDue();
        var other = TestAlerts.logging(station.jdbc, station.clock);
        other.raise(FAILED);
        assertThat(station.count("undelivered")).isEqualTo(1);

        station.delivery.deliverDue();
        assertThat(slack.posted()).hasSize(1);

        station.clock.advance(Duration.ofMinutes(3));
        other.raise(new Alert(Severity.WARNING, "later", "t", "t", "/"));
        assertThat(station.log.newest(true, null, 1))
                .as("the node that had Slack is gone")
                .extracting(AlertLog.Entry::channel)
                .containsExactly("log");
    }

    @Test
    void aTurnThatIsGivenBackLeavesTheChannelAsItIs() {
        slack.mood(Mood.ERROR_500);
        station.alerts.raise(FAILED);
        var failing = station.log.delivery();
        station.clock.advance(Duration.ofMinutes(1));
        var turns = new Turns(station.jdbc, station.clock, new Random(1));
        var channel = new LogChannel() {
            @Override
            public String name() {
                return "slack";
            }
        };
        assertThat(turns.take(channel)).isEqualTo(new Turns.Turn.Now());
        turns.giveBack(channel);

        assertThat(failing.state()).isEqualTo("failing");
        assertThat(station.log.delivery()).isEqualTo(failing);
    }

    @Test
    void aNoticeIsOneLineInTheLog() {
        var notice = new Notice(1, "c", Severity.WARNING, "two\nlines", "a\r\nb", "/", 1, Instant.EPOCH, null, false);

        assertThat(notice.line()).isEqualTo("two lines: a b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hooks.slack.com/services/hush", "ftp://x/hush", "http:// hush", "https:///hush"})
    void anAddressThatIsNoneStopsTheStartWithoutRepeatingIt(String address) {
        assertThatThrownBy(() -> AlertConfiguration.address(address))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("SLACK_WEBHOOK_URL")
                .message()
                .doesNotContain("hush");
        assertThat(new AlertSettings(address).toString()).doesNotContain("hush");
    }

    private String text(int number) {
        return JsonMapper.shared()
                .readTree(slack.posted().get(number))
                .get("text")
                .stringValue();
    }
}
