package io.nuzantara.readiness;

import io.nuzantara.alert.AlertLog;
import io.nuzantara.clientvalue.ScoreTotals;
import io.nuzantara.execution.ExecutionAccount;
import io.nuzantara.orchestrator.CycleAccount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a deployment; read from our own tables, so that every process knows the same.
 *
 * @param cyclesOn whether cycles run, by configuration and switch
 * @param lastCycle the newest cycle since the start that came to a decision
 * @param completedAgents ids of the agents of which an execution completed since the start
 * @param lastFailure what failed last since the start; null = nothing
 * @param conversations whether there are any to read
 * @param graphPopulated whether at least two entities are related
 * @param scores of active clients, and how many have none younger than two days
 * @param burning service levels whose error budget burns too fast now
 */
record Facts(
        Instant now,
        Deployment deployment,
        boolean cyclesOn,
        CycleAccount.Counts cycles,
        Optional<CycleAccount.Last> lastCycle,
        ExecutionAccount.Counts executions,
        Set<String> completedAgents,
        @Nullable String lastFailure,
        AlertLog.Critical alerts,
        boolean conversations,
        boolean graphPopulated,
        ScoreTotals.Coverage scores,
        Improvements improvements,
        List<String> burning) {

    Facts {
        completedAgents = Set.copyOf(completedAgents);
        burning = List.copyOf(burning);
    }

    /**
     * What the two agents that propose changes have made of the time since the start.
     *
     * @param patches edits of the prompt
     * @param training how the last analysis of conversations ended; null = there was none
     * @param findings what the last analysis of performance found; null = there was none
     */
    record Improvements(
            long patches,
            @Nullable String training,
            @Nullable Long findings) {}
}
