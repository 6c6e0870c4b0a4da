package io.nuzantara.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nuzantara.build.Build;
import io.nuzantara.database.DataDirectory;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.security.SettableClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class CountsAndNodesTests {

    /** 00:30 in Bali. */
    private static final Instant NOW = Instant.parse("2026-11-21T16:30:00Z");

    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Build BUILD = new Build("1.2.3", "b53dcf9ba6fbfa6ebca182bf3863ad4ae79128e1", false, "v1.2.3");
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final JdbcClient jdbc = DATABASE.jdbc();
    private final BusinessCounts counts = TestTelemetry.businessCounts(DATABASE.dataSource(), CLOCK);

    @BeforeEach
    void clear() {
        jdbc.sql(
                        "TRUNCATE crm_clients, crm_practices, conversations, auth_logs, import_batches, service_nodes, system_samples CASCADE")
                .update();
    }

    @Test
    void todayBeginsAtMidnightOfTheCompany() {
        imported(NOW.minus(Duration.ofHours(1)));
        client("today", NOW.minus(Duration.ofMinutes(29)));
        client("yesterday", NOW.minus(Duration.ofMinutes(31)));

        assertThat(count("new_clients_today")).isEqualTo(Metric.known(1));
    }

    @Test
    void withoutAFreshSourceTodayIsUnknownAndNotZero() {
        imported(NOW.minus(Duration.ofHours(25)));
        client("today", NOW.minus(Duration.ofMinutes(1)));

        assertThat(count("new_clients_today")).isInstanceOf(Metric.Unknown.class);
        assertThat(count("conversations_today")).isInstanceOf(Metric.Unknown.class);
        assertThat(count("low_rated_today")).isEqualTo(Metric.unknown("nothing was rated in the last 30 days"));
    }

    @Test
    void lowRatingsOfTodayAreCounted() {
        rated("low", 2, NOW.minus(Duration.ofMinutes(5)));
        rated("good", 3, NOW.minus(Duration.ofMinutes(5)));
        rated("old", 1, NOW.minus(Duration.ofDays(3)));

        assertThat(count("low_rated_today")).isEqualTo(Metric.known(1));
    }

    @Test
    void practicesThatStandStillAreCountedApart() {
        client("c", NOW);
        practice("open", "in_progress", NOW);
        practice("still", "waiting_documents", NOW.minus(Duration.ofDays(8)));
        practice("done", "completed", NOW.minus(Duration.ofDays(8)));

        assertThat(count("pending_practices")).isEqualTo(Metric.known(2));
        assertThat(count("pending_practices_stale")).isEqualTo(Metric.known(1));
    }

    @Test
    void fiveFailedSignInsWithinAQuarterOfAnHourAreSuspiciousAndSoIsTheSuccessAfterThem() {
        for (var minute = 1; minute <= 5; minute++) {
            signIn("10.0.0.1", false, NOW.minus(Duration.ofMinutes(60 - minute)));
        }
        for (var minute = 1; minute <= 5; minute++) {
            signIn("10.0.0.2", false, NOW.minus(Duration.ofMinutes(20L * minute)));
        }
        assertThat(count("failed_logins_24h")).isEqualTo(Metric.known(10));
        assertThat(count("suspicious_activity")).isEqualTo(Metric.known(1));

        signIn("10.0.0.1", true, NOW.minus(Duration.ofMinutes(54)));
        assertThat(count("suspicious_activity")).isEqualTo(Metric.known(2));
    }

    @Test
    void theDailyMeanOfLowRatingsLeavesTodayOut() {
        rated("today", 1, NOW.minus(Duration.ofMinutes(5)));
        rated("then", 2, NOW.minus(Duration.ofDays(3)));
        rated("good", 5, NOW.minus(Duration.ofDays(3)));
        rated("long ago", 1, NOW.minus(Duration.ofDays(40)));

        assertThat(count("low_rated_daily_mean"))
                .isInstanceOfSatisfying(
                        Metric.Known.class, known -> assertThat(known.value()).isCloseTo(1 / 28.0, within(1e-9)));
    }

    @Test
    void withoutASignInNothingIsKnownAboutSignIns() {
        assertThat(count("failed_logins_24h")).isEqualTo(Metric.unknown("nobody has signed in yet"));
        assertThat(count("suspicious_activity")).isEqualTo(Metric.unknown("nobody has signed in yet"));
    }

    private Metric count(String id) {
        return Objects.requireNonNull(counts.questions().get(id)).get();
    }

    @Test
    void aNodeIsAliveUntilItStops() {
        var node = node(CLOCK, BUILD);
        node.show();
        node.show();
        assertThat(node.alive()).singleElement().satisfies(shown -> {
            assertThat(shown.name()).isEqualTo(node.self());
            assertThat(shown.commit()).isEqualTo(BUILD.commit());
            assertThat(shown.dirty()).isFalse();
            assertThat(shown.tag()).isEqualTo("v1.2.3");
        });

        node.stop();

        assertThat(node.alive()).isEmpty();
        assertThat(node.all().getFirst().stopReason()).isEqualTo("shutdown");
        assertThat(node.all().getFirst().isSilent()).isFalse();
    }

    @Test
    void aNodeThatDoesNotShowItselfFor15SecondsWasNotStoppedByPlan() {
        var node = node(CLOCK, BUILD);
        node.show();

        assertThat(node(later(14), BUILD).alive()).hasSize(1);
        assertThat(node(later(15), BUILD).alive()).isEmpty();
        assertThat(node(later(15), BUILD).all().getFirst().isSilent()).isTrue();
    }

    @Test
    void aNodeThatFailsAgainAndAgainDoesNotFillTheList() {
        var working = node(CLOCK, BUILD);
        working.show();
        IntStream.rangeClosed(1, 150).forEach(second -> {
            var failing = node(later(second), BUILD);
            failing.show();
            failing.stop();
        });
        var stillWorking = node(later(150), BUILD);
        stillWorking.show();
        jdbc.sql("UPDATE service_nodes SET last_seen = :now WHERE name = :name")
                .param("now", OffsetDateTime.ofInstant(NOW.plusSeconds(150), ZoneOffset.UTC))
                .param("name", working.self())
                .update();

        var latest = stillWorking.latest();

        assertThat(latest).hasSize(101).extracting(Nodes.Node::name).contains(stillWorking.self());
        assertThat(latest.getLast().name()).isEqualTo(working.self());
        assertThat(latest.get(99).startedAt()).isEqualTo(NOW.plusSeconds(52));
        assertThat(stillWorking.all()).hasSize(152);
        assertThat(stillWorking.alive()).hasSize(2);
    }

    @Test
    void whoWorkedWhileABackupWasTakenIsNotKilledByItsRestore() {
        var killed = node(CLOCK, BUILD);
        killed.show();
        var atWork = node(later(57), BUILD);
        atWork.show();

        new NodesAfterRestore().settle(jdbc, NOW.plusSeconds(60), NOW.plusSeconds(86_400));

        assertThat(node(later(86_400), BUILD).all())
                .filteredOn(Nodes.Node::isSilent)
                .extracting(Nodes.Node::name)
                .containsExactly(killed.self());
        assertThat(node(later(86_400), BUILD).alive()).isEmpty();
    }

    @Test
    void whoseOrchestratorWorksAndWhatTheAgentsServiceSaidIsSeenByAll() {
        var node = node(CLOCK, BUILD);
        node.orchestratorInitialised();
        node.agentsAnswered(null);
        node(later(1), BUILD).show();

        assertThat(node.all())
                .filteredOn(shown -> shown.name().equals(node.self()))
                .singleElement()
                .satisfies(shown -> {
                    assertThat(shown.orchestratorInitialisedAt()).isEqualTo(NOW);
                    assertThat(shown.agentsAskedAt()).isEqualTo(NOW);
                    assertThat(shown.agentsAnsweredAt()).isEqualTo(NOW);
                    assertThat(shown.agentsComplaint()).isNull();
                });
    }

    @Test
    void aComplaintAboutTheAgentsServiceKeepsWhenItLastAnswered() {
        var time = new SettableClock(NOW);
        var node = node(time, BUILD);
        node.agentsAnswered(null);
        time.advance(Duration.ofSeconds(5));

        node.agentsAnswered("it answered HTTP 503");

        assertThat(node.all().getFirst().agentsAskedAt()).isEqualTo(NOW.plusSeconds(5));
        assertThat(node.all().getFirst().agentsAnsweredAt()).isEqualTo(NOW);
        assertThat(node.all().getFirst().agentsComplaint()).isEqualTo("it answered HTTP 503");
    }

    @Test
    void nodesOfTwoCommitsAreMixedSinceTheSecondStarted() {
        node(CLOCK, BUILD).show();
        node(later(1), BUILD).show();
        assertThat(Nodes.mixedSince(node(later(1), BUILD).alive())).isEmpty();

        node(later(2), new Build("1.2.3", "95e86d902a4fcd8caf04b5da5016e012a9d7bc91", false, null))
                .show();

        assertThat(Nodes.mixedSince(node(later(3), BUILD).alive())).contains(NOW.plusSeconds(2));
    }

    private Nodes node(Clock clock, Build build) {
        return new Nodes(jdbc, clock, "node-" + UUID.randomUUID(), "all", build);
    }

    private static Clock later(long seconds) {
        return Clock.offset(CLOCK, Duration.ofSeconds(seconds));
    }

    @Test
    void theLoadIsSampledAndWhatCannotBeReadIsUnknown(@TempDir Path directory) {
        var data = new DataDirectory(directory);
        var nodes = node(CLOCK, BUILD);
        var load = new SystemLoad(jdbc, new SystemProbe(DATABASE.dataSource(), data), nodes, CLOCK);
        assertThat(load.mean(Duration.ofMinutes(10)).cpu()).isInstanceOf(Metric.Unknown.class);

        var reading = load.now();
        load.sample();

        assertThat(reading.connections())
                .isInstanceOfSatisfying(
                        Metric.Known.class, known -> assertThat(known.value()).isBetween(0.0, 1.0));
        assertThat(reading.diskFree()).isInstanceOf(Metric.Known.class);
        assertThat(jdbc.sql("SELECT count(*) FROM system_samples WHERE pool_max = 6 AND cache_hits IS NULL")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void rawRowsAreForgottenAfterSevenDays() {
        for (var days : new int[] {6, 8}) {
            jdbc.sql("""
                            INSERT INTO api_request_logs (endpoint, method, status_code, response_time_ms, timestamp)
                            VALUES ('/', 'GET', 200, 1, :at)
                            """).param("at", utc(NOW.minus(Duration.ofDays(days)))).update();
        }

        new Retention(jdbc, CLOCK).apply();

        assertThat(jdbc.sql("SELECT count(*) FROM api_request_logs")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    private void imported(Instant at) {
        jdbc.sql("""
                        INSERT INTO import_batches (id, source, options, uploads, status, created_at, created_by, finished_at)
                        VALUES (gen_random_uuid(), 'test', '{}', '{}', 'completed', :at, 'test', :at)
                        """).param("at", utc(at)).update();
    }

    private void client(String id, Instant at) {
        jdbc.sql("INSERT INTO crm_clients (external_id, name, created_at, updated_at) VALUES (:id, :id, :at, :at)")
                .param("id", id)
                .param("at", utc(at))
                .update();
    }

    private void practice(String id, String status, Instant changed) {
        jdbc.sql("""
                        INSERT INTO crm_practices (external_id, client_id, type, status, created_at, updated_at)
                        SELECT :id, id, 'kitas', :status, :at, :at FROM crm_clients
                        """)
                .param("id", id)
                .param("status", status)
                .param("at", utc(changed))
                .update();
    }

    private void rated(String id, int rating, Instant at) {
        jdbc.sql("""
                        INSERT INTO conversations (conversation_id, started_at, last_message_at, message_count, rating, rated_at, created_at)
                        VALUES (:id, :at, :at, 1, :rating, :at, :at)
                        """)
                .param("id", id)
                .param("rating", rating)
                .param("at", utc(at))
                .update();
    }

    private void signIn(String ip, boolean success, Instant at) {
        jdbc.sql("INSERT INTO auth_logs (ip, success, method, created_at) VALUES (:ip, :success, 'link', :at)")
                .param("ip", ip)
                .param("success", success)
                .param("at", utc(at))
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
