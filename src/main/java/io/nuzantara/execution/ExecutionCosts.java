package io.nuzantara.execution;

import java.math.BigDecimal;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Adds to an execution what was paid for it outside its items' own accounts, so that every view shows it. */
@Component
public class ExecutionCosts {

    /** No lane has this number: what is paid by others than lanes. */
    private static final int NO_LANE = -1;

    private final JdbcClient jdbc;

    ExecutionCosts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds tokens and their price; joins the caller's transaction. An execution that is not kept any more is passed over.
     *
     * @param cost in USD
     */
    public void add(UUID execution, long tokens, BigDecimal cost) {
        jdbc.sql("""
                        INSERT INTO execution_progress AS p (execution_id, lane, tokens, cost)
                        SELECT id, :lane, :tokens, :cost FROM agent_executions WHERE id = :execution
                        ON CONFLICT (execution_id, lane) DO UPDATE
                           SET tokens = p.tokens + excluded.tokens, cost = p.cost + excluded.cost
                        """)
                .param("execution", execution)
                .param("lane", NO_LANE)
                .param("tokens", tokens)
                .param("cost", cost)
                .update();
    }
}
