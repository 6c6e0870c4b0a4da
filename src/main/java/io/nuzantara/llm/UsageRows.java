package io.nuzantara.llm;

import io.nuzantara.llm.BudgetRows.Held;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The ledger of calls, in the database. */
@Repository
class UsageRows implements UsageLedger {

    private static final Logger LOG = LoggerFactory.getLogger(UsageRows.class);
    private static final int BLOCK = 10_000;

    private static final String INSERT = """
            INSERT INTO llm_usage (at, day, agent, execution_id, purpose, prompt_version, provider, model, served_by,
                                   input_tokens, cached_tokens, output_tokens, cost, took, outcome, refusal)
            SELECT :at, :day, :agent, :execution, :purpose, :promptVersion, :provider, :model, :servedBy,
                   :input, :cached, :output, :cost, make_interval(secs => :took), :outcome, :refusal
            """;

    private static final String END =
            "WITH ended AS (DELETE FROM llm_reservations WHERE id = :reservation RETURNING id)\n"
                    + INSERT
                    + "  FROM ended, set_config('synchronous_commit', 'off', true)";

    private final JdbcClient jdbc;
    private final CompanyDay days;
    private final SpendingMeters meters;

    UsageRows(JdbcClient jdbc, CompanyDay days, SpendingMeters meters) {
        this.jdbc = jdbc;
        this.days = days;
        this.meters = meters;
    }

    /** A row as it is kept; see {@link UsageLedger.Entry}. */
    record Row(
            Instant at,
            LocalDate day,
            String agent,
            @Nullable UUID execution,
            String purpose,
            @Nullable String promptVersion,
            String provider,
            String model,
            @Nullable String servedBy,
            Tokens tokens,
            BigDecimal cost,
            Duration took,
            String outcome,
            @Nullable String refusal) {

        static Row of(Entry entry, LocalDate day) {
            var refusal = entry.refusal();
            return new Row(
                    entry.at(),
                    day,
                    entry.caller().agent(),
                    entry.caller().execution(),
                    code(entry.purpose()),
                    entry.promptVersion(),
                    entry.model().provider(),
                    entry.model().id(),
                    entry.servedBy(),
                    entry.tokens(),
                    entry.cost(),
                    entry.took(),
                    code(entry.outcome()),
                    refusal == null ? null : code(refusal));
        }

        /** A call that was not made for want of money. */
        static Row refused(Held held, Refusal why) {
            return ended(held, BigDecimal.ZERO, code(Outcome.FAILED), code(why));
        }

        /** A call of which nobody told what it has cost. */
        static Row lost(Held held) {
            return ended(held, held.amount(), "lost", null);
        }

        private static Row ended(Held held, BigDecimal cost, String outcome, @Nullable String refusal) {
            return new Row(
                    held.at(),
                    held.day(),
                    held.agent(),
                    held.executionId(),
                    held.purpose(),
                    null,
                    held.provider(),
                    held.model(),
                    null,
                    Tokens.NONE,
                    cost,
                    Duration.ZERO,
                    outcome,
                    refusal);
        }

        private static String code(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }

    /** Of a call that cost nothing: a row that cannot be written is no reason to lose the answer. */
    @Override
    public void record(Entry entry) {
        try {
            record(Row.of(entry, days.of(entry.at())));
        } catch (DataAccessException e) {
            LOG.warn("A call is missing in the ledger model={} cost={}", entry.model(), entry.cost(), e);
        }
    }

    void record(Row row) {
        filled(INSERT, row).update();
        meters.count(row);
    }

    /**
     * Ends a call that is under way with its row. The caller's transaction will not wait for the disk, so it must hold nothing but
     * the settlement: what a crash of the server undoes is reserved again, like a call whose process died. Once it is committed,
     * {@link #counted}.
     *
     * @return false when somebody has ended it already; there is no second row then
     */
    boolean end(UUID reservation, Row row) {
        return filled(END, row).param("reservation", reservation).update() > 0;
    }

    /** Shows a row that was committed on the meters. */
    void counted(Row row) {
        meters.count(row);
    }

    private JdbcClient.StatementSpec filled(String sql, Row row) {
        return jdbc.sql(sql)
                .param("at", OffsetDateTime.ofInstant(row.at(), ZoneOffset.UTC))
                .param("day", row.day())
                .param("agent", row.agent())
                .param("execution", row.execution())
                .param("purpose", row.purpose())
                .param("promptVersion", row.promptVersion())
                .param("provider", row.provider())
                .param("model", row.model())
                .param("servedBy", row.servedBy())
                .param("input", row.tokens().input())
                .param("cached", row.tokens().cachedInput())
                .param("output", row.tokens().output())
                .param("cost", row.cost())
                .param("took", row.took().toNanos() / 1e9)
                .param("outcome", row.outcome())
                .param("refusal", row.refusal());
    }

    /** Deletes the oldest rows before a day and says how many: one block, one transaction. */
    int deleteBefore(LocalDate limit) {
        return jdbc.sql("""
                        DELETE FROM llm_usage
                         WHERE id IN (SELECT id FROM llm_usage WHERE day < :limit ORDER BY day, id LIMIT :block)
                        """).param("limit", limit).param("block", BLOCK).update();
    }

    /** Deletes limits that nobody asks for any more: days and executions opened before a time. */
    int deleteBudgetsBefore(Instant limit) {
        return jdbc.sql("DELETE FROM llm_budgets WHERE created_at < :limit")
                .param("limit", OffsetDateTime.ofInstant(limit, ZoneOffset.UTC))
                .update();
    }

    static boolean isFull(int deleted) {
        return deleted == BLOCK;
    }
}
