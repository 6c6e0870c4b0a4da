package io.nuzantara.orchestrator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What came of executions and decisions.
 *
 * @param windows the last hour, day, week and 30 days
 * @param planners decisions of the last 30 days
 */
public record StatisticsView(Instant at, List<Window> windows, Planners planners) {

    public StatisticsView {
        windows = List.copyOf(windows);
    }

    /** Agents with executions accepted within this time before now. */
    public record Window(Duration length, List<Agent> agents) {
        public Window {
            agents = List.copyOf(agents);
        }
    }

    /**
     * One agent's executions, whoever started them.
     *
     * @param completed without those that completed degraded
     * @param success completed, of all that completed, completed degraded or failed
     * @param foundWork of the completed ones whose result says so, those that had something to do
     * @param p50Seconds from acceptance to end of the completed ones; null when none completed
     * @param p95Seconds the same, 95th percentile
     * @param costUsd what their items have cost
     * @param delayP50Seconds how much later than scheduled its scheduled executions were accepted; null without one
     * @param delayP95Seconds the same, 95th percentile
     */
    public record Agent(
            String agent,
            long started,
            long completed,
            long degraded,
            long failed,
            long cancelled,
            Share success,
            Share foundWork,
            @Nullable Double p50Seconds,
            @Nullable Double p95Seconds,
            double costUsd,
            @Nullable Double delayP50Seconds,
            @Nullable Double delayP95Seconds) {}

    /**
     * Whether asking a model was worth it.
     *
     * @param cycles cycles that decided
     * @param byModel those that a model decided
     * @param refusals how often rules decided after a model was asked in vain, by cause
     * @param sameAgents of the cycles by model, those that ran the agents that rules would have run
     * @param sameOrder those that ran them in the same order as well
     * @param foundWorkBoth of the runs that model and rules wanted, those that found work
     * @param foundWorkModelOnly of the runs that only the model wanted, those that found work
     * @param leftByModel runs that only the rules wanted
     * @param foundWorkRules of the runs in cycles by rules, those that found work
     */
    public record Planners(
            long cycles,
            long byModel,
            Map<String, Long> refusals,
            Share sameAgents,
            Share sameOrder,
            Share foundWorkBoth,
            Share foundWorkModelOnly,
            long leftByModel,
            Share foundWorkRules) {
        public Planners {
            refusals = new TreeMap<>(refusals);
        }
    }
}
