package io.nuzantara.orchestrator;

import java.util.List;

/**
 * What a simulated business and its machine are like, per day.
 *
 * @param clients new clients
 * @param conversations new conversations
 * @param ratings new ratings
 * @param incidents times at which the system becomes slow
 * @param bursts hours of twenty times as much, three times in all
 * @param outages times at which the agents service is away for hours, in all
 * @param failing how often an execution of the predictor fails
 * @param broken how often the graph's backlog and the load cannot be read
 */
record Scenario(
        String name,
        double clients,
        double conversations,
        double ratings,
        double incidents,
        boolean bursts,
        int outages,
        double failing,
        double broken) {

    static final Scenario QUIET = new Scenario("quiet", 2, 5, 2, 0, false, 0, 0, 0);
    static final Scenario STEADY = new Scenario("steady", 15, 60, 20, 0.2, false, 0, 0, 0);
    static final Scenario BUSY = new Scenario("busy", 80, 300, 100, 0.5, false, 0, 0, 0);
    static final Scenario BURST = new Scenario("burst", 15, 60, 20, 0.2, true, 0, 0, 0);
    static final Scenario OUTAGE = new Scenario("outage", 15, 60, 20, 0.2, false, 3, 0, 0);
    static final Scenario FAILING = new Scenario("failing agent", 15, 60, 20, 0.2, false, 0, 0.6, 0);
    static final Scenario BROKEN = new Scenario("broken metric", 15, 60, 20, 0.2, false, 0, 0, 0.3);

    static final List<Scenario> ALL = List.of(QUIET, STEADY, BUSY, BURST, OUTAGE, FAILING, BROKEN);
}
