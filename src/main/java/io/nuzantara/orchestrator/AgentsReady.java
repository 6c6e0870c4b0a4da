package io.nuzantara.orchestrator;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a cycle back until the agents service answers: the first of a process for minutes, so that services may start in any order,
 * each later one as long as a restart of the service takes. After that a service that does not answer is a finding of the cycle.
 */
final class AgentsReady {

    private static final Logger log = LoggerFactory.getLogger(AgentsReady.class);
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final AgentsClient agents;
    private final Duration atFirst;
    private final Duration later;
    private final Clock clock;
    private final Pause pause;
    private volatile boolean known;

    AgentsReady(AgentsClient agents, Duration atFirst, Duration later, Clock clock, Pause pause) {
        this.agents = agents;
        this.atFirst = atFirst;
        this.later = later;
        this.clock = clock;
        this.pause = pause;
    }

    /** Returns when the service has answered, refused the caller, or the time is over. */
    void await() {
        var limit = known ? later : atFirst;
        var end = clock.instant().plus(limit);
        while (agents.knock() instanceof Answer.Missing<?>(var reason)) {
            if (!clock.instant().isBefore(end)) {
                log.warn(
                        "The agents service did not answer within {}: {}. Check BACKEND_RAG_URL.",
                        Words.duration(limit),
                        reason);
                break;
            }
            log.info("The cycle waits for the agents service: {}", reason);
            pause.forAbout(BETWEEN);
        }
        known = true;
    }
}
