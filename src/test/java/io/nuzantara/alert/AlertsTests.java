package io.nuzantara.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuzantara.alert.Alert.Severity;
import io.nuzantara.database.StartRefused;
import io.nuzantara.database.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class AlertsTests {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Alert FAILED = new Alert(
            Severity.CRITICAL,
            "agent-failed:trainer",
            "Trainer <failed> & stopped",
            "See <!channel> & <https://evil|this>",
            "/executions/1");

    private static TestDatabase database;
    private final FakeSlack slack = new FakeSlack();
    private final MovingClock clock = new MovingClock();
    private JdbcClient jdbc;
    private AlertDelivery delivery;
    private Alerts alerts;

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.create();
    }

    @BeforeEach
    void setUp() {
        jdbc = database.jdbc();
        jdbc.sql("DELETE FROM alerts").update();
        var channel =
                new SlackChannel(slack.url(), "https://ops.example", Duration.ofSeconds(2), Duration.ofMillis(500));
        delivery = new AlertDelivery(jdbc, channel, clock, Runnable::run);
        alerts = new Alerts(jdbc, delivery, clock);
    }

    @AfterEach
    void stopSlack() {
        slack.close();
    }

    @Test
    void aCauseIsToldOnceUntilItRecoversAndThenItsEndIsToldOnce() {
        alerts.raise(FAILED);
        alerts.raise(FAILED);
        clock.advance(Duration.ofMinutes(65));
        alerts.recover(FAILED.cause());
        alerts.recover(FAILED.cause());
        delivery.deliverDue();

        assertThat(slack.posted).hasSize(2);
        assertThat(slack.posted.get(1)).contains("Recovered").contains("1 h 5 min");
        assertThat(alerts.open()).isEmpty();
    }

    @Test
    void theSameCauseIsToldAgainAfterItRecovered() {
        alerts.raise(FAILED);
        alerts.recover(FAILED.cause());
        alerts.raise(FAILED);

        assertThat(slack.posted).hasSize(3);
        assertThat(alerts.open()).extracting(Alerts.OpenAlert::cause).containsExactly(FAILED.cause());
    }

    @Test
    void textsCannotMentionPeopleOrSetLinks() {
        alerts.raise(FAILED);

        assertThat(slack.posted.getFirst())
                .contains("Trainer &lt;failed&gt; &amp; stopped")
                .contains("See &lt;!channel&gt; &amp; &lt;https://evil|this&gt;")
                .contains("<https://ops.example/executions/1|Open>");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void whatSlackDoesNotAcceptIsKeptAndDeliveredWhenItIsBack(FakeSlack.Mood mood) {
        slack.mood = mood;
        alerts.raise(FAILED);
        delivery.deliverDue();
        assertThat(undelivered()).isOne();
        assertThat(slack.posted).hasSize(1);
        assertThat(slack.followed).isEmpty();
        assertThat(text("SELECT error FROM alerts")).isNotBlank().doesNotContain("hush", "127.0.0.1");

        slack.mood = FakeSlack.Mood.OK;
        clock.advance(Duration.ofMinutes(5));
        delivery.deliverDue();

        assertThat(undelivered()).isZero();
        assertThat(slack.posted).hasSize(2);
        assertThat(text("SELECT channel FROM alerts")).isEqualTo("slack");
    }

    @Test
    void thePauseThatSlackAsksForIsKept() {
        slack.mood = FakeSlack.Mood.WAIT_PLEASE;
        alerts.raise(FAILED);
        clock.advance(Duration.ofSeconds(239));
        delivery.deliverDue();

        assertThat(slack.posted).hasSize(1);
    }

    @Test
    void anAlertThatRecoversWhileSlackIsDownIsStillTold() {
        slack.mood = FakeSlack.Mood.ERROR;
        alerts.raise(FAILED);
        alerts.recover(FAILED.cause());
        slack.mood = FakeSlack.Mood.OK;
        clock.advance(Duration.ofMinutes(2));
        delivery.deliverDue();

        assertThat(slack.posted).hasSize(3);
        assertThat(slack.posted.get(1)).contains("failed");
        assertThat(slack.posted.get(2)).contains("Recovered");
    }

    @Test
    void anAlertOfARolledBackTransactionIsNotSent() {
        database.transactions().executeWithoutResult(transaction -> {
            alerts.raise(FAILED);
            transaction.setRollbackOnly();
        });
        assertThat(slack.posted).isEmpty();

        database.transactions().executeWithoutResult(transaction -> alerts.raise(FAILED));
        assertThat(slack.posted).hasSize(1);
    }

    @Test
    void withoutSlackTheLogIsTheChannel() {
        TestAlerts.logging(jdbc, clock).raise(FAILED);

        assertThat(text("SELECT channel FROM alerts")).isEqualTo("log");
        assertThat(undelivered()).isZero();
    }

    @Test
    void aNoticeIsOneLineInTheLog() {
        var notice = new Notice(1, "c", Severity.WARNING, "two\nlines", "a\r\nb", "/", 1, NOON, null, false);

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

    private long undelivered() {
        return jdbc.sql("SELECT count(*) FROM alerts WHERE delivered_at IS NULL")
                .query(Long.class)
                .single();
    }

    private String text(String sql) {
        return jdbc.sql(sql).query(String.class).single();
    }

    private static final class MovingClock extends Clock {
        private Instant now = NOON;

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
