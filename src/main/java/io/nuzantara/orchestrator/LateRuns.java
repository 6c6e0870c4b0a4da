package io.nuzantara.orchestrator;

import io.nuzantara.api.ExecutionView;
import io.nuzantara.orchestrator.CycleView.Closed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Runs that outlived their cycle: the next report says how they ended. */
final class LateRuns {

    private static final Duration LOOKED_BACK = Duration.ofDays(7);

    private final CycleReports reports;
    private final AgentsClient agents;
    private final Clock clock;

    LateRuns(CycleReports reports, AgentsClient agents, Clock clock) {
        this.reports = reports;
        this.agents = agents;
        this.clock = clock;
    }

    /** Those that have ended since. What the agents service does not answer for now stays open for the report after. */
    List<Closed> ended() {
        return reports.stillOpen(clock.instant().minus(LOOKED_BACK)).stream()
                .flatMap(this::ended)
                .toList();
    }

    private Stream<Closed> ended(Closed late) {
        var id = Objects.requireNonNull(late.run().executionId());
        return agents.execution(id) instanceof Answer.Given<ExecutionView>(var execution) && execution.isFinal()
                ? Stream.of(new Closed(late.cycleId(), Runs.closed(late.run(), execution)))
                : Stream.empty();
    }
}
