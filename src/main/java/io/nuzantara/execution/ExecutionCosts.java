package io.nuzantara.execution;

import java.math.BigDecimal;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Adds to an execution what was paid for it outside its items' own accounts, so that every view shows it. */
@Component
public class ExecutionCosts {

    /** Calls side by side rarely meet in the same row: no lane has a number below zero. */
    private static final int ROWS = 16;

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
                .param("lane", -1 - ThreadLocalRandom.current().nextInt(ROWS))
                .param("tokens", tokens)
                .param("cost", cost)
                .update();
    }
}
