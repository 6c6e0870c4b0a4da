package io.nuzantara.orchestrator;

import io.nuzantara.orchestrator.Verdict.Code;
import io.nuzantara.orchestrator.Verdict.Left;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;

/** When each agent of a plan would get its turn, from how long agents usually take and what is at work already. */
final class Turns {

    private static final Duration NEARLY_DONE = Duration.ofMinutes(1);

    /** How long work that is no agent's is expected to take. */
    private static final Duration OTHERS = Duration.ofMinutes(5);

    private final OrchestratorSettings settings;
    private final Snapshot snapshot;
    private final PriorityQueue<Duration> freeAfter = new PriorityQueue<>();
    private final Map<String, Duration> ends = new HashMap<>();

    Turns(Snapshot snapshot, OrchestratorSettings settings) {
        this.snapshot = snapshot;
        this.settings = settings;
        var taken = snapshot.agents().stream()
                .filter(Turns::holdsSlot)
                .map(this::remaining)
                .toList();
        Stream.concat(taken.stream(), others(taken.size()))
                .sorted(Comparator.reverseOrder())
                .limit(settings.atOnce())
                .forEach(freeAfter::add);
        while (freeAfter.size() < settings.atOnce()) {
            freeAfter.add(Duration.ZERO);
        }
    }

    /** Slots that imports and the like hold: the engine has fewer free ones than the agents at work explain. */
    private Stream<Duration> others(int known) {
        var free = snapshot.number(SystemMetrics.SLOTS_FREE).orElse((double) settings.atOnce());
        var held = settings.atOnce() - (int) Math.min(free, settings.atOnce());
        return Stream.generate(() -> OTHERS).limit(Math.max(0, held - known));
    }

    private static boolean holdsSlot(AgentFacts agent) {
        return agent.active() != null && !agent.active().status().equals("waiting_approval");
    }

    private Duration remaining(AgentFacts agent) {
        var active = agent.active();
        var worked = active == null ? Duration.ZERO : Duration.between(active.startedAt(), snapshot.observedAt());
        var remaining = agent.usualDuration().minus(worked);
        return remaining.compareTo(NEARLY_DONE) < 0 ? NEARLY_DONE : remaining;
    }

    /** Takes the next turn for this agent, unless that comes too late for this cycle. */
    boolean take(AgentFacts agent, Set<String> planned) {
        var start = start(agent, planned);
        if (start.compareTo(settings.startWithin()) > 0) {
            return false;
        }
        var end = start.plus(agent.usualDuration());
        freeAfter.remove();
        freeAfter.add(end);
        ends.put(agent.id(), end);
        return true;
    }

    private Duration start(AgentFacts agent, Set<String> planned) {
        return agent.dependencies().stream()
                .filter(planned::contains)
                .map(dependency -> ends.getOrDefault(dependency, Duration.ZERO))
                .reduce(freeAfter.element(), (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }

    /** The verdict for an agent whose turn comes too late. */
    Left tooLate(AgentFacts agent, Causes causes, Set<String> planned) {
        var start = start(agent, planned);
        return new Left(
                agent,
                Code.SLOTS_FULL,
                "All %d places are taken; its turn would come in about %s."
                        .formatted(settings.atOnce(), Words.duration(start)),
                snapshot.observedAt().plus(start),
                causes.isDue());
    }
}
