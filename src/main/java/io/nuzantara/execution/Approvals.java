package io.nuzantara.execution;

import io.nuzantara.api.ApprovalView;
import io.nuzantara.api.ExecutionView;
import io.nuzantara.database.RecordMapper;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What executions ask people: shown, and decided once. */
@Component
public class Approvals {

    private static final Logger LOG = LoggerFactory.getLogger(Approvals.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ApprovalViews views;
    private final Ledger ledger;
    private final Wakes wakes;
    private final JsonMapper json;
    private final Clock clock;

    Approvals(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            ApprovalViews views,
            Ledger ledger,
            Wakes wakes,
            JsonMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.views = views;
        this.ledger = ledger;
        this.wakes = wakes;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Approvals in a status: those that wait in the order they were asked, all others newest first.
     *
     * @param agent only of this agent; null = all
     * @param after the last one of the page before; null = from the beginning
     */
    public List<ApprovalView> page(String status, @Nullable String agent, @Nullable UUID after, int limit) {
        return status.equals("pending")
                ? views.pending(agent, after, limit)
                : views.decided(status, agent, after, limit);
    }

    /** The approval of this id. */
    public Optional<ApprovalView> find(UUID id) {
        return views.find(id);
    }

    /** How many wait for a person. */
    public long pending() {
        return views.countPending();
    }

    /**
     * Decides an approval, once: of any number of people at the same time one wins. The decision, its event and the wake-up of
     * the execution commit together, so a restart loses none of them.
     *
     * @param by name of who decides
     * @param permissions what they may; the approval's own permission must be among them
     */
    public Decided decide(UUID id, Verdict verdict, String by, Collection<String> permissions) {
        var decided = Objects.requireNonNull(transactions.execute(_ -> locked(id)
                .<Decided>map(asking -> permissions.contains(asking.permission())
                        ? decide(id, asking, verdict, by)
                        : new Decided.NotAllowed(asking.permission()))
                .orElseGet(Decided.Unknown::new)));
        CrashPoints.hit("approval.decided");
        return decided;
    }

    private record Asking(UUID execution, String status, String step, String permission) {}

    /** Every change of an execution begins with its row, so that nobody waits for anybody in a circle. */
    private Optional<Asking> locked(UUID approval) {
        return jdbc.sql("""
                        SELECT e.id AS execution, e.status, a.step, a.permission
                          FROM approvals a
                          JOIN agent_executions e ON e.id = a.execution_id
                         WHERE a.id = :approval
                           FOR UPDATE OF e
                        """)
                .param("approval", approval)
                .query(RecordMapper.of(Asking.class))
                .optional();
    }

    private Decided decide(UUID id, Asking asking, Verdict verdict, String by) {
        if (ExecutionView.isFinal(asking.status()) || !stored(id, verdict, by)) {
            return refused(views.find(id).orElseThrow());
        }
        ledger.note(
                asking.execution(),
                "approval_decided",
                Map.of("approval", id, "step", asking.step(), "decision", verdict.status()));
        queue(asking.execution());
        wakes.execution(asking.execution());
        LOG.info(
                "approval decided approval_id={} execution_id={} decision={}",
                id,
                asking.execution(),
                verdict.status());
        return new Decided.Done(views.find(id).orElseThrow());
    }

    private static Decided refused(ApprovalView approval) {
        return approval.status().equals("pending") ? new Decided.Changed(approval) : new Decided.Already(approval);
    }

    private boolean stored(UUID id, Verdict verdict, String by) {
        return jdbc.sql("""
                        UPDATE approvals
                           SET status = :status, edited_payload = CAST(:edited AS jsonb), decided_by = :by, decided_at = :now, note = :note
                         WHERE id = :id AND status = 'pending' AND payload_hash = :seen AND expires_at > :now
                        """)
                        .param("id", id)
                        .param("status", verdict.status())
                        .param("edited", text(verdict.editedPayload()))
                        .param("by", by)
                        .param("now", now())
                        .param("note", verdict.note())
                        .param("seen", verdict.payloadHash())
                        .update()
                == 1;
    }

    private @Nullable String text(@Nullable JsonNode payload) {
        return payload == null ? null : json.writeValueAsString(payload);
    }

    /** An execution whose agent has not been left yet goes on without a place in the queue. */
    private void queue(UUID execution) {
        jdbc.sql("UPDATE agent_executions SET queued_at = :now WHERE id = :id AND status = 'waiting_approval'")
                .param("id", execution)
                .param("now", now())
                .update();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
