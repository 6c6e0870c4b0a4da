package io.nuzantara.alert.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.HangingTimer;
import io.nuzantara.LocalCaller;
import io.nuzantara.alert.Alert;
import io.nuzantara.alert.Alert.Severity;
import io.nuzantara.alert.Alerts;
import io.nuzantara.database.DataDirectory;
import io.nuzantara.security.KillSwitch;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

@ApplicationTest
class AlertsApiTests {

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    @Autowired
    Alerts alerts;

    @Autowired
    KillSwitch killSwitch;

    @Autowired
    TaskScheduler timers;

    @Autowired
    JdbcClient jdbc;

    private LocalCaller caller;

    @BeforeEach
    void signIn() {
        caller = new LocalCaller(port, data.read("admin.token").orElseThrow());
    }

    @Test
    void anAlertIsListedWithItsDeliveryUntilItRecoversAndAfter() {
        var cause = "api-test:" + UUID.randomUUID();
        alerts.raise(new Alert(Severity.WARNING, cause, "Something", "Look at it.", "/"));
        var open = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> entry("open", cause), entry -> entry.hasNonNull("delivered_at"));

        assertThat(open.get("severity").stringValue()).isEqualTo("warning");
        assertThat(open.get("channel").stringValue()).isEqualTo("log");
        assertThat(open.get("recovered_at").isNull()).isTrue();

        alerts.recover(cause);

        assertThat(entry("open", cause).isMissingNode()).isTrue();
        assertThat(entry("all", cause).hasNonNull("recovered_at")).isTrue();
        var delivery = caller.get("/api/alerts").json().get("delivery");
        assertThat(delivery.get("name").stringValue()).isEqualTo("log");
        assertThat(delivery.get("state").stringValue()).isEqualTo("ok");
    }

    @Test
    void pagesFollowEachOtherWithoutGapAndRepeat() {
        for (var number = 0; number < 3; number++) {
            alerts.raise(new Alert(Severity.WARNING, "page-test:" + UUID.randomUUID(), "t", "t", "/"));
        }
        var first = caller.get("/api/alerts?limit=2").json();
        var second = caller.get(
                        "/api/alerts?limit=2&cursor=" + first.get("next_cursor").stringValue())
                .json();

        assertThat(first.get("alerts")).hasSize(2);
        assertThat(second.get("alerts").get(0).get("id").longValue())
                .isLessThan(first.get("alerts").get(1).get("id").longValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "state=odd", "cursor=-1", "cursor="})
    void whatIsNoParameterIsRefused(String query) {
        var answer = caller.get("/api/alerts?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("parameter-invalid");
    }

    @Test
    void strangersSeeNoAlerts() {
        assertThat(new LocalCaller(port, "").get("/api/alerts").status()).isEqualTo(401);
    }

    @Test
    void aStopIsToldAndItsEndToo() {
        killSwitch.stop("a leak", "alerts test");
        try {
            var stop = Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> entry("open", "stopped"), JsonNode::isObject);
            assertThat(stop.get("text").stringValue()).contains("alerts test stopped all work: a leak");
        } finally {
            killSwitch.resume("alerts test");
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> entry("open", "stopped").isMissingNode());
    }

    @Test
    void noticesDoNotWaitBehindATimerThatHangs() {
        try (var _ = HangingTimer.on(timers)) {
            var left = leftByANodeThatDied();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> entry("open", left).hasNonNull("delivered_at"));
            killSwitch.stop("a leak", "alerts test");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> entry("open", "stopped").isObject());
        } finally {
            killSwitch.resume("alerts test");
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> entry("open", "stopped").isMissingNode());
    }

    private String leftByANodeThatDied() {
        var cause = "timer-test:" + UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO alerts (cause, severity, title, text, link, raised_at, not_before)
                        VALUES (:cause, 'warning', 't', 't', '/', now(), now())
                        """).param("cause", cause).update();
        return cause;
    }

    private JsonNode entry(String state, String cause) {
        return caller.get("/api/alerts?limit=200&state=" + state).json().get("alerts").values().stream()
                .filter(alert -> alert.get("cause").stringValue().equals(cause))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
