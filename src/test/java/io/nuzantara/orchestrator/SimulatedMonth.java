package io.nuzantara.orchestrator;

import io.nuzantara.execution.Occurrence;
import io.nuzantara.execution.Occurrences;
import io.nuzantara.orchestrator.PlanView.PlannedRun;
import io.nuzantara.orchestrator.Snapshot.Reading;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Thirty days of a business: work arrives, agents start by their schedules and by hourly cycles, and clear what waits. */
final class SimulatedMonth {

    static final int DAYS = 30;
    private static final int AT_ONCE = 3;
    private static final int SCORED = 2_000;
    private static final Duration INCIDENT = Duration.ofHours(12);

    private final Scenario scenario;
    private final @Nullable Planner planner;
    private final ZoneId zone;
    private final Instant end;
    private final RandomGenerator random;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final SimulatedAgent predictor = SimulatedAgent.predictor();
    private final SimulatedAgent graph = SimulatedAgent.graph();
    private final SimulatedAgent trainer = SimulatedAgent.trainer();
    private final SimulatedAgent optimizer = SimulatedAgent.optimizer();
    private final List<SimulatedAgent> agents = List.of(predictor, graph, trainer, optimizer);
    private final Arrivals clients;
    private final Arrivals conversations;
    private final Arrivals high;
    private final Arrivals low;
    private final Arrivals incidents;
    private final List<Instant> outages = new ArrayList<>();
    private final List<PlannedRun> pending = new ArrayList<>();
    private final Set<String> ofCycle = new HashSet<>();
    private final Tally tally = new Tally();
    private Instant now;
    private long numbers;

    /** Ends come before scheduled starts, those before cycles. */
    private record Event(Instant at, int rank, long number, Runnable what) implements Comparable<Event> {
        private static final Comparator<Event> ORDER =
                Comparator.comparing(Event::at).thenComparingInt(Event::rank).thenComparingLong(Event::number);

        @Override
        public int compareTo(Event other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * A month that has not begun.
     *
     * @param planner who decides in the hourly cycles; null = there are none
     */
    SimulatedMonth(Scenario scenario, @Nullable Planner planner, Instant start, ZoneId zone, RandomGenerator random) {
        this.scenario = scenario;
        this.planner = planner;
        this.zone = zone;
        this.now = start;
        this.end = start.plus(Duration.ofDays(DAYS));
        this.random = random;
        var bursts = scenario.bursts() ? someInstants(3) : List.<Instant>of();
        this.clients = arrivals(scenario.clients(), bursts);
        this.conversations = arrivals(scenario.conversations(), bursts);
        this.high = arrivals(scenario.ratings() * 0.7, bursts);
        this.low = arrivals(scenario.ratings() * 0.3, bursts);
        this.incidents = arrivals(scenario.incidents(), List.of());
        outages.addAll(someInstants(scenario.outages()));
        agents.forEach(agent -> {
            agent.completed = start.minus(Duration.ofHours(1 + random.nextInt(5)));
            agent.started = agent.completed.minus(agent.usual);
            next(agent, start.minusMillis(1));
        });
        events.add(new Event(start.plus(Duration.ofHours(1)), 2, numbers++, this::cycle));
    }

    private Arrivals arrivals(double daily, List<Instant> bursts) {
        return Arrivals.of(daily, now, DAYS, zone, bursts, random);
    }

    private List<Instant> someInstants(int count) {
        return random.longs(count, 0, Duration.ofDays(DAYS - 1).toSeconds())
                .mapToObj(now::plusSeconds)
                .toList();
    }

    Tally run() {
        while (!events.isEmpty() && events.element().at().isBefore(end)) {
            var event = events.remove();
            now = event.at();
            event.what().run();
        }
        List.of(clients, conversations, high, low).forEach(kind -> kind.clear(end, end, tally.ages));
        return tally;
    }

    private boolean isAway() {
        return outages.stream()
                .anyMatch(begin -> !now.isBefore(begin) && now.isBefore(begin.plus(Duration.ofHours(5))));
    }

    private void next(SimulatedAgent agent, Instant after) {
        Occurrences.of(agent.cron, zone.getId())
                .next(after)
                .map(Occurrence::at)
                .ifPresent(at -> events.add(new Event(at, 1, numbers++, () -> scheduled(agent, at))));
    }

    /** A start by the agent's own schedule: missed ones fire once the service is back, without a slot it waits. */
    private void scheduled(SimulatedAgent agent, Instant occurrence) {
        if (isAway() || (!agent.active && active() >= AT_ONCE)) {
            events.add(new Event(now.plus(Duration.ofMinutes(2)), 1, numbers++, () -> scheduled(agent, occurrence)));
            return;
        }
        if (!agent.active) {
            start(agent, false);
        }
        next(agent, now);
    }

    private long active() {
        return agents.stream().filter(agent -> agent.active).count();
    }

    private void cycle() {
        var at = now;
        events.add(new Event(at.plus(Duration.ofHours(1)), 2, numbers++, this::cycle));
        if (planner == null) {
            return;
        }
        pending.clear();
        ofCycle.clear();
        var plan = planner.plan(snapshot(), false);
        tally.check(plan, at, zone);
        remember(plan);
        pending.addAll(plan.runs());
        startPending();
    }

    private void remember(PlanView plan) {
        agents.forEach(agent -> agent.dueLeftOut =
                plan.leftOut().stream().anyMatch(left -> left.agent().equals(agent.id) && left.due())
                        ? agent.dueLeftOut + 1
                        : 0);
    }

    private void startPending() {
        while (!pending.isEmpty() && !isAway() && active() < AT_ONCE) {
            var run = pending.removeFirst();
            var agent = agents.stream()
                    .filter(one -> one.id.equals(run.agent()))
                    .findFirst()
                    .orElseThrow();
            if (!agent.active) {
                start(agent, true);
                tally.startedTogether(ofCycle.size());
            }
        }
    }

    private void start(SimulatedAgent agent, boolean byCycle) {
        agent.active = true;
        agent.started = now;
        if (byCycle) {
            ofCycle.add(agent.id);
        }
        var begun = now;
        var took = Duration.ofSeconds((long) (agent.usual.toSeconds() * (0.5 + random.nextDouble())));
        tally.started(agent, byCycle, hasWork(agent), heavyPeak(agent, took));
        var fails = agent.id.equals(predictor.id) && random.nextDouble() < scenario.failing();
        events.add(new Event(now.plus(took), 0, numbers++, () -> ended(agent, begun, fails)));
    }

    private double heavyPeak(SimulatedAgent agent, Duration took) {
        var local = now.atZone(zone);
        var weekend = local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
        return agent.heavy && !weekend && local.getHour() >= 9 && local.getHour() < 17 ? took.toSeconds() / 60.0 : 0;
    }

    private void ended(SimulatedAgent agent, Instant begun, boolean failed) {
        agent.active = false;
        ofCycle.remove(agent.id);
        agent.failures = failed ? agent.failures + 1 : 0;
        if (!failed) {
            agent.completed = now;
            clear(agent, begun);
        }
        startPending();
    }

    private void clear(SimulatedAgent agent, Instant begun) {
        switch (agent.id) {
            case "client_value_predictor" -> clients.clear(begun, now, tally.ages);
            case "knowledge_graph_builder" -> conversations.clear(begun, now, tally.ages);
            case "conversation_trainer" -> List.of(high, low).forEach(kind -> kind.clear(begun, now, tally.ages));
            default -> incidents.clear(begun, now, tally.ages);
        }
    }

    private boolean hasWork(SimulatedAgent agent) {
        return switch (agent.id) {
            case "client_value_predictor" -> !clients.waiting(now).isEmpty() || hoursSince(agent) >= 20;
            case "knowledge_graph_builder" -> !conversations.waiting(now).isEmpty();
            case "conversation_trainer" -> low.waiting(now).size() >= 5;
            default -> isSlow() || hoursSince(agent) >= 5;
        };
    }

    private long hoursSince(SimulatedAgent agent) {
        return agent.completed == null
                ? 0
                : Duration.between(agent.completed, now).toHours();
    }

    private boolean isSlow() {
        return incidents.waiting(now).stream()
                .anyMatch(begin -> begin.plus(INCIDENT).isAfter(now));
    }

    private Snapshot snapshot() {
        var isBroken = random.nextDouble() < scenario.broken();
        var readings = new ArrayList<Reading>();
        readings.add(
                isBroken
                        ? new Reading("p95_response_ms", null, "it could not be read")
                        : new Reading("p95_response_ms", isSlow() ? 2_500.0 : 400.0, null));
        readings.add(new Reading("slots.free", (double) (AT_ONCE - Math.min(active(), AT_ONCE)), null));
        readings.add(new Reading("low_rated_today", (double) lowToday(), null));
        readings.add(new Reading("low_rated_daily_mean", scenario.ratings() * 0.3, null));
        var facts = List.of(
                predictor.facts(zone.getId(), predictorBacklog()),
                graph.facts(zone.getId(), isBroken ? Map.of() : graphBacklog()),
                trainer.facts(zone.getId(), trainerBacklog()),
                optimizer.facts(zone.getId(), Map.of("hours_since_snapshot", hoursSince(optimizer))));
        return new Snapshot(now, readings, facts, isAway() ? "the connection was refused" : null);
    }

    private long lowToday() {
        var midnight = now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        return low.waiting(now).stream().filter(at -> !at.isBefore(midnight)).count();
    }

    private Map<String, Long> predictorBacklog() {
        var stale = hoursSince(predictor) >= 24 ? (long) SCORED : 0L;
        return Map.of(
                "unscored_clients", (long) clients.waiting(now).size(),
                "scored_clients", (long) SCORED,
                "stale_scores", stale);
    }

    private Map<String, Long> graphBacklog() {
        var waiting = conversations.waiting(now);
        var hours = waiting.isEmpty()
                ? 0
                : Duration.between(waiting.getFirst(), now).toHours();
        return Map.of("unread_conversations", (long) waiting.size(), "oldest_unread_hours", hours);
    }

    private Map<String, Long> trainerBacklog() {
        var bad = (long) low.waiting(now).size();
        return Map.of("unexamined_ratings", bad + high.waiting(now).size(), "unexamined_ratings_low", bad);
    }
}
