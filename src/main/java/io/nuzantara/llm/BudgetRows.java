package io.nuzantara.llm;

import io.nuzantara.database.RecordMapper;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of money. Each statement holds its own invariant; who uses several of them takes the execution before the day. */
@Repository
class BudgetRows {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final SpendingSettings settings;
    private final Clock clock;

    BudgetRows(JdbcClient jdbc, NamedParameterJdbcTemplate batches, SpendingSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whose money it is. */
    enum Scope {
        DAY,
        EXECUTION;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One limit: the money of a day, or of an execution. */
    record Purse(Scope scope, String subject) {

        static Purse of(LocalDate day) {
            return new Purse(Scope.DAY, day.toString());
        }

        static Purse of(UUID execution) {
            return new Purse(Scope.EXECUTION, execution.toString());
        }
    }

    /**
     * How a limit stands, in USD.
     *
     * @param refused the least worst case that was refused; null when nothing was
     * @param told what people were told last
     */
    record Standing(
            BigDecimal cap,
            BigDecimal spent,
            BigDecimal reserved,
            @Nullable BigDecimal refused,
            String told) {}

    /** A call that is under way. */
    record Held(
            UUID id,
            Instant at,
            LocalDate day,
            String agent,
            @Nullable UUID executionId,
            String purpose,
            String provider,
            String model,
            BigDecimal amount) {}

    /**
     * Holds an amount in each of these limits that it still fits now. Each limit is one statement, so that two calls never
     * share the last cent; all of them are one message to the server, because every other call waits for the same rows.
     *
     * @return the limits that it does not fit, and those that are not open; the caller takes back the others
     */
    List<Purse> hold(List<Purse> purses, BigDecimal amount) {
        var held = batches.batchUpdate(
                """
                        UPDATE llm_budgets
                           SET reserved = reserved + :amount
                         WHERE scope = :scope AND subject = :subject
                           AND (spent + reserved + :amount <= coalesce((SELECT c.cap FROM llm_caps AS c WHERE c.scope = :scope), CAST(:configured AS numeric)) OR CAST(:amount AS numeric) = 0)
                        """,
                batch(
                        purses,
                        purse -> source(purse)
                                .addValue("configured", configured(purse))
                                .addValue("amount", amount)));
        return untouched(purses, held);
    }

    private static List<Purse> untouched(List<Purse> purses, int[] rows) {
        return IntStream.range(0, rows.length)
                .filter(place -> rows[place] == 0)
                .mapToObj(purses::get)
                .toList();
    }

    /** Opens a limit, unless it is open. A new day goes on from what people were told about the last one. */
    void open(Purse purse, BigDecimal cap) {
        jdbc.sql("""
                        INSERT INTO llm_budgets (scope, subject, cap, told, created_at)
                        VALUES (:scope, :subject, :cap,
                                coalesce((SELECT told FROM llm_budgets
                                           WHERE scope = :scope AND scope = 'day' AND subject < :subject
                                           ORDER BY subject DESC LIMIT 1), 'normal'),
                                :now)
                        ON CONFLICT (scope, subject) DO NOTHING
                        """)
                .param("scope", purse.scope().code())
                .param("subject", purse.subject())
                .param("cap", cap)
                .param("now", now())
                .update();
    }

    /**
     * Turns what was held into what was spent, in each of these limits that is still kept.
     *
     * @return the limits that are not
     */
    List<Purse> settle(List<Purse> purses, BigDecimal held, BigDecimal spent) {
        var settled = batches.batchUpdate(
                """
                        UPDATE llm_budgets
                           SET reserved = reserved - :held, spent = spent + :spent
                         WHERE scope = :scope AND subject = :subject
                        """, batch(purses, purse -> source(purse).addValue("held", held).addValue("spent", spent)));
        return untouched(purses, settled);
    }

    /** Notes that a call of this worst case was refused. */
    void refuse(Purse purse, BigDecimal amount) {
        jdbc.sql("""
                        UPDATE llm_budgets SET refused = least(refused, :amount)
                         WHERE scope = :scope AND subject = :subject AND (refused IS NULL OR refused > :amount)
                        """)
                .param("scope", purse.scope().code())
                .param("subject", purse.subject())
                .param("amount", amount)
                .update();
    }

    Optional<Standing> standing(Purse purse) {
        return jdbc.sql("""
                        SELECT coalesce((SELECT c.cap FROM llm_caps AS c WHERE c.scope = :scope), CAST(:configured AS numeric)) AS cap,
                               spent, reserved, refused, told
                          FROM llm_budgets
                         WHERE scope = :scope AND subject = :subject
                        """)
                .param("configured", configured(purse))
                .param("scope", purse.scope().code())
                .param("subject", purse.subject())
                .query(RecordMapper.of(Standing.class))
                .optional();
    }

    /** Whether people were told something about the last day that they must be told the end of. */
    boolean isSomethingTold() {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT FROM (SELECT told FROM llm_budgets WHERE scope = 'day' ORDER BY subject DESC LIMIT 1) AS last
                                        WHERE told <> 'normal')
                        """).query(Boolean.class).single();
    }

    /** Notes what people are told; false when they have been told already. */
    boolean tell(Purse purse, String level) {
        return jdbc.sql("""
                        UPDATE llm_budgets SET told = :level
                         WHERE scope = :scope AND subject = :subject AND told <> :level
                        """)
                        .param("scope", purse.scope().code())
                        .param("subject", purse.subject())
                        .param("level", level)
                        .update()
                > 0;
    }

    /** Whether what this execution was refused would be refused again, even when all calls under way should cost nothing. */
    boolean isExhausted(UUID execution, LocalDate today) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT FROM llm_budgets AS own
                                         LEFT JOIN llm_budgets AS day ON day.scope = 'day' AND day.subject = :today
                                         LEFT JOIN llm_caps AS own_cap ON own_cap.scope = 'execution'
                                         LEFT JOIN llm_caps AS day_cap ON day_cap.scope = 'day'
                                        WHERE own.scope = 'execution' AND own.subject = :execution AND own.refused IS NOT NULL
                                          AND (own.spent + own.refused > coalesce(own_cap.cap, CAST(:ownConfigured AS numeric))
                                               OR day.spent + own.refused > coalesce(day_cap.cap, CAST(:dayConfigured AS numeric))))
                        """)
                .param("ownConfigured", settings.budget().of(Scope.EXECUTION))
                .param("dayConfigured", settings.budget().of(Scope.DAY))
                .param("today", today.toString())
                .param("execution", execution.toString())
                .query(Boolean.class)
                .single();
    }

    void begin(Held held) {
        jdbc.sql("""
                        INSERT INTO llm_reservations (id, at, day, agent, execution_id, purpose, provider, model, amount)
                        VALUES (:id, :at, :day, :agent, :execution, :purpose, :provider, :model, :amount)
                        """)
                .param("id", held.id())
                .param("at", OffsetDateTime.ofInstant(held.at(), ZoneOffset.UTC))
                .param("day", held.day())
                .param("agent", held.agent())
                .param("execution", held.executionId())
                .param("purpose", held.purpose())
                .param("provider", held.provider())
                .param("model", held.model())
                .param("amount", held.amount())
                .update();
    }

    /** Calls that began before this time and were never ended. */
    List<Held> heldSince(Instant limit) {
        return jdbc.sql("""
                        SELECT id, at, day, agent, execution_id, purpose, provider, model, amount
                          FROM llm_reservations
                         WHERE at < :limit
                         ORDER BY at
                         LIMIT 1000
                        """)
                .param("limit", OffsetDateTime.ofInstant(limit, ZoneOffset.UTC))
                .query(RecordMapper.of(Held.class))
                .list();
    }

    private static SqlParameterSource[] batch(List<Purse> purses, Function<Purse, SqlParameterSource> source) {
        return purses.stream().map(source).toArray(SqlParameterSource[]::new);
    }

    private static MapSqlParameterSource source(Purse purse) {
        return new MapSqlParameterSource("scope", purse.scope().code()).addValue("subject", purse.subject());
    }

    private BigDecimal configured(Purse purse) {
        return settings.budget().of(purse.scope());
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
