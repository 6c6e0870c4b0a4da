package io.nuzantara.llm;

import io.nuzantara.llm.BudgetRows.Purse;
import io.nuzantara.llm.BudgetRows.Scope;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How much may be spent: as configured, until a person changes it while the service runs. */
@Repository
class Caps {

    private final JdbcClient jdbc;
    private final SpendingSettings settings;
    private final Clock clock;

    Caps(JdbcClient jdbc, SpendingSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    BigDecimal of(Scope scope) {
        return jdbc.sql("SELECT cap FROM llm_caps WHERE scope = :scope")
                .param("scope", scope.code())
                .query(BigDecimal.class)
                .optional()
                .orElseGet(() -> settings.budget().of(scope));
    }

    /** Changes a cap, also of what is open. */
    void set(Scope scope, BigDecimal cap, LocalDate today, String by) {
        jdbc.sql("""
                        INSERT INTO llm_caps (scope, cap, updated_at, updated_by)
                        VALUES (:scope, :cap, :now, :by)
                        ON CONFLICT (scope) DO UPDATE
                           SET cap = excluded.cap, updated_at = excluded.updated_at, updated_by = excluded.updated_by
                        """)
                .param("scope", scope.code())
                .param("cap", cap)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", by)
                .update();
        jdbc.sql("""
                        UPDATE llm_budgets SET cap = :cap
                         WHERE scope = :scope AND (scope = 'execution' OR subject >= :today) AND cap <> :cap
                        """)
                .param("scope", scope.code())
                .param("cap", cap)
                .param("today", Purse.of(today).subject())
                .update();
    }
}
