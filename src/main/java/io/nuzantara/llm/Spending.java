package io.nuzantara.llm;

import io.nuzantara.database.RecordMapper;
import io.nuzantara.llm.BudgetRows.Purse;
import io.nuzantara.llm.BudgetRows.Scope;
import io.nuzantara.llm.BudgetRows.Standing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What language models cost today, who spent it and what was refused; and the limits of it, changed while the service runs. */
@Component
public class Spending {

    private static final Logger LOG = LoggerFactory.getLogger(Spending.class);
    private static final int SHOWN = 20;
    private static final int DIGITS = 6;

    private final JdbcClient jdbc;
    private final BudgetRows rows;
    private final Caps caps;
    private final LanguageModel models;
    private final SpendingSettings settings;
    private final BudgetWatch watch;
    private final CompanyDay days;
    private final Clock clock;

    Spending(
            JdbcClient jdbc,
            BudgetRows rows,
            Caps caps,
            LanguageModel models,
            SpendingSettings settings,
            BudgetWatch watch,
            CompanyDay days,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.caps = caps;
        this.models = models;
        this.settings = settings;
        this.watch = watch;
        this.days = days;
        this.clock = clock;
    }

    /** Everything. */
    public SpendingView view() {
        var today = days.today();
        return new SpendingView(
                today(),
                caps.of(Scope.EXECUTION),
                purposes(),
                sums("""
                        SELECT agent AS name, count(*) AS calls, sum(input_tokens + output_tokens) AS tokens, sum(cost) AS cost
                          FROM llm_usage
                         WHERE day = :day
                         GROUP BY agent
                         ORDER BY cost DESC, name
                        """, today),
                sums("""
                        SELECT provider || ':' || model AS name, count(*) AS calls, sum(input_tokens + output_tokens) AS tokens, sum(cost) AS cost
                          FROM llm_usage
                         WHERE day = :day
                         GROUP BY provider, model
                         ORDER BY cost DESC, name
                        """, today),
                providers(),
                refusals());
    }

    /** The money of this day. */
    public SpendingView.Today today() {
        var today = days.today();
        var standing = rows.standing(Purse.of(today))
                .orElseGet(() -> new Standing(caps.of(Scope.DAY), zero(), zero(), null, ""));
        return new SpendingView.Today(
                today,
                standing.cap(),
                standing.spent(),
                standing.reserved(),
                share(standing),
                settings.budget().warning());
    }

    private static BigDecimal zero() {
        return BigDecimal.ZERO.setScale(DIGITS);
    }

    /** Share of the day's money that is spent or reserved; 1 when there is none. */
    static double share(Standing day) {
        return day.cap().signum() == 0
                ? 1
                : day.spent()
                        .add(day.reserved())
                        .divide(day.cap(), DIGITS, RoundingMode.HALF_UP)
                        .doubleValue();
    }

    /**
     * Changes how much may be spent from now on, also today and by executions at work.
     *
     * @param day by all in a day, in USD; null: stays
     * @param execution by one execution, in USD; null: stays
     */
    @Transactional
    public void change(@Nullable BigDecimal day, @Nullable BigDecimal execution, String by) {
        if (execution != null) {
            caps.set(Scope.EXECUTION, execution, days.today(), by);
        }
        if (day != null) {
            caps.set(Scope.DAY, day, days.today(), by);
        }
        watch.lookAfterCommit();
        LOG.info("Limits of spending changed day={} execution={} by={}", day, execution, by);
    }

    private Map<Purpose, String> purposes() {
        var names = new EnumMap<Purpose, String>(Purpose.class);
        for (var purpose : Purpose.values()) {
            names.put(purpose, models.model(purpose).map(ModelName::toString).orElse("local"));
        }
        return names;
    }

    private List<SpendingView.Sum> sums(String sql, LocalDate day) {
        return jdbc.sql(sql)
                .param("day", day)
                .query(RecordMapper.of(SpendingView.Sum.class))
                .list();
    }

    private List<SpendingView.Provider> providers() {
        return jdbc.sql("""
                        SELECT provider, CASE WHEN blocked_until > :now THEN blocked_until END AS blocked_until,
                               (SELECT count(*) FROM llm_permits AS p WHERE p.provider = l.provider AND p.leased_until > :now) AS at_work
                          FROM llm_limits AS l
                         ORDER BY provider
                        """)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query(RecordMapper.of(SpendingView.Provider.class))
                .list();
    }

    private List<SpendingView.Refused> refusals() {
        return jdbc.sql("""
                        SELECT at, agent, execution_id, purpose, provider || ':' || model AS model, refusal AS code
                          FROM llm_usage
                         WHERE refusal IS NOT NULL
                         ORDER BY id DESC
                         LIMIT :shown
                        """)
                .param("shown", SHOWN)
                .query(RecordMapper.of(SpendingView.Refused.class))
                .list();
    }
}
