package io.nuzantara.execution;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets the server plan statements for the values they are given. After some looks on one connection it would keep a plan that
 * fits every filter and therefore none: a page of a million rows then costs a scan of all of them (measured: 5 ms became
 * 120 ms at 200,000 rows; PostgreSQL manual, {@code plan_cache_mode}).
 */
@Component
class FreshPlans {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    FreshPlans(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    <T> T of(Supplier<T> look) {
        return planned(look, "on");
    }

    /** For the first rows of an order: reads an index in this order and never sorts what matches, however little that seems. */
    <T> T inIndexOrder(Supplier<T> look) {
        return planned(look, "off");
    }

    private <T> T planned(Supplier<T> look, String sorts) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            jdbc.sql(
                            "SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_sort', :sorts, true)")
                    .param("sorts", sorts)
                    .query((row, _) -> row.getString(1))
                    .single();
            return look.get();
        }));
    }
}
