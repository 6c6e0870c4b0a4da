package io.nuzantara.execution;

import io.nuzantara.security.KillSwitch;
import java.time.Clock;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Everything an execution at work needs from the engine. */
@Component
record Workshop(
        Agents agents,
        Ledger ledger,
        Steps steps,
        Items items,
        ApprovalRows approvals,
        Effects effects,
        Wakes wakes,
        KillSwitch killSwitch,
        DatabaseWait databaseWait,
        ObjectProvider<SpendingLimit> spending,
        TransactionTemplate transactions,
        EngineSettings settings,
        JsonMapper json,
        Clock clock) {

    private static final int FEWEST_TO_JUDGE = 10;

    /** Writes in a transaction, and while the database is away waits for it. */
    void persistently(Runnable write, BooleanSupplier leave) {
        databaseWait.until(() -> transactions.executeWithoutResult(status -> write.run()), leave);
    }

    /** Whether the agent has a handler for items of this kind: nobody would ever work on others. */
    boolean hasHandler(String agent, String kind) {
        return agents.find(agent)
                .filter(known -> known.itemHandlers().containsKey(kind))
                .isPresent();
    }

    /** Whether the execution's money is gone; never without anybody who counts it. */
    boolean isExhausted(UUID execution) {
        var limit = spending.getIfAvailable();
        return limit != null && limit.exhausted(execution);
    }

    /** Whether so much failed, or was never worked on, that what is left is worth nothing. */
    boolean isWorthless(ItemSummary summary) {
        var lost = summary.failed() + summary.cancelled();
        var finished = summary.done() + lost;
        return finished >= FEWEST_TO_JUDGE && lost > settings.failureShare() * finished;
    }
}
