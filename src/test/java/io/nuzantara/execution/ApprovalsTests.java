package io.nuzantara.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.nuzantara.api.ApprovalView;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.security.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

class ApprovalsTests {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final List<String> MAY = List.of("prompt:approve");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String HASH = PayloadHash.of(JSON.readTree("{\"text\": \"hello\"}"));

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc = database.jdbc();
    private final SettableClock clock = new SettableClock(NOW);
    private final UuidV7 ids = new UuidV7(clock);
    private final Wakes wakes =
            new Wakes(jdbc, new StaticListableBeanFactory().getBeanProvider(Scheduler.class), clock);
    private final Approvals approvals = new Approvals(
            jdbc,
            database.transactions(),
            new ApprovalViews(jdbc, JSON, clock),
            new Ledger(jdbc, slots(), wakes, JSON, clock),
            wakes,
            JSON,
            clock);

    private Slots slots() {
        var settings = new Binder().bindOrCreate("nuzantara.engine", EngineSettings.class);
        return new Slots(jdbc, new Limits(jdbc, settings, clock));
    }

    @Test
    void anApprovedExecutionIsQueuedAndWokenInOneTransaction() {
        var asked = asked("waiting_approval");

        var decided = approvals.decide(asked.approval(), approve(HASH), "ada", MAY);

        assertThat(decided).isInstanceOfSatisfying(Decided.Done.class, done -> {
            assertThat(done.approval().status()).isEqualTo("approved");
            assertThat(done.approval().decidedBy()).isEqualTo("ada");
            assertThat(done.approval().decidedAt()).isEqualTo(NOW);
        });
        assertThat(text(
                        "SELECT queued_at = :now AND wake_seq = 1 AND event_seq = 4 FROM agent_executions WHERE id = :id",
                        asked))
                .isEqualTo("t");
        assertThat(text(
                        "SELECT kind || ' ' || (data ->> 'decision') || ' ' || (data ->> 'approval') FROM execution_events WHERE execution_id = :id AND seq = 4 AND at = :now",
                        asked))
                .isEqualTo("approval_decided approved " + asked.approval());
    }

    @Test
    void ofManyPeopleAtTheSameTimeOneWins() throws Exception {
        var asked = asked("waiting_approval");
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var decisions = IntStream.range(0, 20)
                    .<Callable<Decided>>mapToObj(number -> () -> approvals.decide(
                            asked.approval(), number % 2 == 0 ? approve(HASH) : reject(), "person " + number, MAY))
                    .toList();

            var decided =
                    people.invokeAll(decisions).stream().map(Future::resultNow).toList();

            var winner = decided.stream().filter(Decided.Done.class::isInstance).toList();
            assertThat(winner).hasSize(1);
            var by = ((Decided.Done) winner.getFirst()).approval().decidedBy();
            assertThat(decided)
                    .filteredOn(one -> !winner.contains(one))
                    .hasSize(19)
                    .allSatisfy(one -> assertThat(one)
                            .isInstanceOfSatisfying(
                                    Decided.Already.class,
                                    already -> assertThat(already.approval().decidedBy())
                                            .isEqualTo(by)));
        }
        assertThat(text(
                        "SELECT count(*) FROM execution_events WHERE execution_id = :id AND kind = 'approval_decided' AND at = :now",
                        asked))
                .isEqualTo("1");
    }

    @Test
    void whatWasNotShownIsNotApproved() {
        var asked = asked("waiting_approval");

        var decided = approvals.decide(asked.approval(), approve("0".repeat(64)), "ada", MAY);

        assertThat(decided)
                .isInstanceOfSatisfying(
                        Decided.Changed.class,
                        changed -> assertThat(changed.approval().payloadHash()).isEqualTo(HASH));
        assertUntouched(asked);
    }

    @Test
    void onlyHoldersOfThePermissionDecide() {
        var asked = asked("waiting_approval");

        assertThat(approvals.decide(
                        asked.approval(), approve(HASH), "bob", List.of("message:approve", "approval:decide")))
                .isEqualTo(new Decided.NotAllowed("prompt:approve"));
        assertUntouched(asked);
    }

    @Test
    void nobodyDecidesAfterTheTimeIsOver() {
        var asked = asked("waiting_approval");
        clock.advance(Duration.ofDays(3));

        assertThat(approvals.decide(asked.approval(), approve(HASH), "ada", MAY))
                .isInstanceOfSatisfying(
                        Decided.Already.class,
                        already -> assertThat(already.approval().status()).isEqualTo("expired"));
        assertThat(approvals.page("pending", asked.agent(), null, 10)).isEmpty();
        assertThat(approvals.pending()).isZero();
        assertUntouched(asked);
    }

    @Test
    void nobodyDecidesForAnExecutionThatHasEnded() {
        var asked = asked("cancelled");

        assertThat(approvals.decide(asked.approval(), approve(HASH), "ada", MAY))
                .isInstanceOfSatisfying(
                        Decided.Already.class,
                        already -> assertThat(already.approval().status()).isEqualTo("withdrawn"));
        assertThat(approvals.page("pending", asked.agent(), null, 10)).isEmpty();
        assertUntouched(asked);
    }

    @Test
    void anEditIsKeptBesideWhatWasShown() {
        var asked = asked("waiting_approval");
        var edited = JSON.readTree("{\"text\": \"hello, Made\"}");

        approvals.decide(asked.approval(), new Verdict(true, HASH, edited, "friendlier"), "ada", MAY);

        var stored = approvals.find(asked.approval()).orElseThrow();
        assertThat(stored.editedPayload()).isEqualTo(edited);
        assertThat(stored.payload()).isEqualTo(JSON.readTree("{\"text\": \"hello\"}"));
        assertThat(stored.payloadHash()).isEqualTo(HASH);
        assertThat(stored.note()).isEqualTo("friendlier");
    }

    @Test
    void anUnknownApprovalIsUnknown() {
        assertThat(approvals.decide(UUID.randomUUID(), approve(HASH), "ada", MAY))
                .isEqualTo(new Decided.Unknown());
    }

    @Test
    void waitingApprovalsComeOldestFirstAndDecidedOnesNewestFirst() {
        var agent = "pager";
        var asked = IntStream.range(0, 5)
                .mapToObj(number -> {
                    clock.advance(Duration.ofMillis(1));
                    return asked("waiting_approval", agent).approval();
                })
                .toList();

        var first = approvals.page("pending", agent, null, 3);
        var second = approvals.page("pending", agent, first.getLast().approvalId(), 3);

        assertThat(ids(first)).isEqualTo(asked.subList(0, 3));
        assertThat(ids(second)).isEqualTo(asked.subList(3, 5));

        asked.forEach(id -> approvals.decide(id, reject(), "ada", MAY));
        var newest = approvals.page("rejected", agent, null, 3);
        assertThat(ids(newest)).isEqualTo(asked.subList(2, 5).reversed());
        assertThat(ids(approvals.page("rejected", agent, newest.getLast().approvalId(), 3)))
                .isEqualTo(asked.subList(0, 2).reversed());
        assertThat(approvals.page("pending", agent, null, 3)).isEmpty();
    }

    private static List<UUID> ids(List<ApprovalView> page) {
        return page.stream().map(ApprovalView::approvalId).toList();
    }

    private static Verdict approve(String hash) {
        return new Verdict(true, hash, null, null);
    }

    private static Verdict reject() {
        return new Verdict(false, HASH, null, "no");
    }

    private record Asked(UUID execution, UUID approval, String agent) {}

    private Asked asked(String status) {
        return asked(status, "agent_" + UUID.randomUUID().toString().substring(0, 8));
    }

    private Asked asked(String status, String agent) {
        var asked = new Asked(ids.next(), ids.next(), agent);
        jdbc.sql("""
                        INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, priority, event_seq, created_at, finished_at)
                        VALUES (:id, :agent, 'api', 'test', '{}', :status, 5, 3, :now, CASE WHEN :status = 'cancelled' THEN :now END)
                        """)
                .param("id", asked.execution())
                .param("agent", agent)
                .param("status", status)
                .param("now", now())
                .update();
        jdbc.sql("""
                        INSERT INTO approvals (id, execution_id, step, permission, title, payload, payload_hash, status, created_at, expires_at)
                        VALUES (:id, :execution, 'publish', 'prompt:approve', 'Publish it', '{"text": "hello"}', :hash, 'pending', :now, :expires)
                        """)
                .param("id", asked.approval())
                .param("execution", asked.execution())
                .param("hash", HASH)
                .param("now", now())
                .param("expires", OffsetDateTime.ofInstant(NOW.plus(Duration.ofDays(3)), ZoneOffset.UTC))
                .update();
        return asked;
    }

    private void assertUntouched(Asked asked) {
        assertThat(text(
                        "SELECT queued_at IS NULL AND wake_seq = 0 AND event_seq = 3 FROM agent_executions WHERE id = :id",
                        asked))
                .isEqualTo("t");
        assertThat(jdbc.sql("SELECT status FROM approvals WHERE id = :id")
                        .param("id", asked.approval())
                        .query(String.class)
                        .single())
                .isEqualTo("pending");
    }

    private String text(String sql, Asked asked) {
        return jdbc.sql(sql)
                .param("id", asked.execution())
                .param("now", now())
                .query((row, _) -> row.getString(1))
                .single();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
