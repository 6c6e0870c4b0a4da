package io.nuzantara.execution;

import io.nuzantara.api.ItemPage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Items as the API shows them: what became of each, never what it was given. */
@Repository
public class ExecutionItems {

    private final JdbcClient jdbc;
    private final FreshPlans plans;

    ExecutionItems(JdbcClient jdbc, FreshPlans plans) {
        this.jdbc = jdbc;
        this.plans = plans;
    }

    /**
     * Items of an execution by number.
     *
     * @param status only those in this status; null = all
     * @param after only those with a higher number
     * @param limit how many at most
     */
    public List<ItemPage.Item> page(UUID execution, @Nullable String status, long after, int limit) {
        return plans.of(() -> look(execution, status, after, limit));
    }

    private List<ItemPage.Item> look(UUID execution, @Nullable String status, long after, int limit) {
        return jdbc.sql("""
                        SELECT item_no, kind, item_key, status, attempts, error_code, error, finished_at
                          FROM execution_items
                         WHERE execution_id = :execution AND item_no > :after
                           AND (CAST(:status AS text) IS NULL OR status = :status)
                         ORDER BY item_no
                         LIMIT :limit
                        """)
                .param("execution", execution)
                .param("after", after)
                .param("status", status)
                .param("limit", limit)
                .query((row, _) -> item(row))
                .list();
    }

    private static ItemPage.Item item(ResultSet row) throws SQLException {
        var finished = row.getObject("finished_at", OffsetDateTime.class);
        return new ItemPage.Item(
                row.getLong("item_no"),
                row.getString("kind"),
                row.getString("item_key"),
                row.getString("status"),
                row.getInt("attempts"),
                row.getString("error_code"),
                row.getString("error"),
                finished == null ? null : finished.toInstant());
    }
}
