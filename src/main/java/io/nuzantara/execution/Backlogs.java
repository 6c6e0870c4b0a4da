package io.nuzantara.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What waits for each agent. Agents count it themselves, and on a busy database a count takes long: readers get the last
 * count, at most ten seconds old, while one of them has it counted again. When an import ends here all counts are
 * forgotten, because it brought work for everybody.
 */
@Component
class Backlogs {

    private static final Logger log = LoggerFactory.getLogger(Backlogs.class);
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration USABLE = Duration.ofSeconds(10);

    private final Map<String, Counted> counted = new ConcurrentHashMap<>();
    private final Set<String> counting = ConcurrentHashMap.newKeySet();
    private final AtomicLong imports = new AtomicLong();
    private final Clock clock;

    Backlogs(Clock clock) {
        this.clock = clock;
    }

    private record Counted(Map<String, Long> backlog, Instant at) {
        boolean olderThan(Duration age, Instant now) {
            return at.plus(age).isBefore(now);
        }
    }

    Map<String, Long> of(Agent agent) {
        var known = counted.get(agent.descriptor().id());
        var now = clock.instant();
        if (known == null || known.olderThan(USABLE, now)) {
            return count(agent).backlog();
        }
        if (known.olderThan(FRESH, now) && counting.add(agent.descriptor().id())) {
            Thread.startVirtualThread(() -> countAgain(agent));
        }
        return known.backlog();
    }

    private Counted count(Agent agent) {
        var before = imports.get();
        var now = new Counted(agent.backlog(), clock.instant());
        if (imports.get() == before) {
            counted.put(agent.descriptor().id(), now);
        }
        return now;
    }

    private void countAgain(Agent agent) {
        try {
            count(agent);
        } catch (RuntimeException e) {
            log.warn(
                    "Backlog of agent={} could not be counted again; readers keep the last count",
                    agent.descriptor().id(),
                    e);
        } finally {
            counting.remove(agent.descriptor().id());
        }
    }

    /** Counts again at the next question; a count that is under way is not kept. */
    void forget() {
        imports.incrementAndGet();
        counted.clear();
    }
}
