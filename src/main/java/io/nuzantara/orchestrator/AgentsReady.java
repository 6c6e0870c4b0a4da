package io.nuzantara.orchestrator;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the first cycle of a process back until the agents service answers, so that services may start in any order. After that
 * a service that does not answer is a finding of the cycle, not a reason to wait.
 */
final class AgentsReady {

    private static final Logger log = LoggerFactory.getLogger(AgentsReady.class);
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final AgentsClient agents;
    private final Duration limit;
    private final Clock clock;
    private final Pause pause;
    private volatile boolean known;

    AgentsReady(AgentsClient agents, Duration limit, Clock clock, Pause pause) {
        this.agents = agents;
        this.limit = limit;
        this.clock = clock;
        this.pause = pause;
    }

    /** Returns when the service has answered once, refused the caller, or the time is over. */
    void await() {
        var end = clock.instant().plus(limit);
        while (!known) {
            var answer = agents.knock();
            if (answer instanceof Answer.Missing<?>(var reason)
                    && clock.instant().isBefore(end)) {
                log.info("The first cycle waits for the agents service: {}", reason);
                pause.forAbout(BETWEEN);
                continue;
            }
            if (answer instanceof Answer.Missing<?>(var reason)) {
                log.warn(
                        "The agents service did not answer within {}: {}. Check BACKEND_RAG_URL.",
                        Words.duration(limit),
                        reason);
            }
            known = true;
        }
    }
}
