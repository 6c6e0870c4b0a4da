package io.nuzantara.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What waits for each agent. Agents count it themselves; a count is kept for a few seconds, so that many readers cost one count. */
@Component
class Backlogs {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Map<String, Counted> counted = new ConcurrentHashMap<>();
    private final Clock clock;

    Backlogs(Clock clock) {
        this.clock = clock;
    }

    private record Counted(Map<String, Long> backlog, Instant until) {}

    Map<String, Long> of(Agent agent) {
        return counted.compute(
                        agent.descriptor().id(),
                        (id, known) -> known != null && clock.instant().isBefore(known.until())
                                ? known
                                : new Counted(agent.backlog(), clock.instant().plus(FRESH)))
                .backlog();
    }
}
