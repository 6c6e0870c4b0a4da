package io.nuzantara.orchestrator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/** Work of one kind: what is still to come, and what waits, each with its instant. */
final class Arrivals {

    private static final int BURST_HOURS = 6;
    private static final int BURST_FACTOR = 20;

    private final Deque<Instant> coming = new ArrayDeque<>();
    private final Deque<Instant> waiting = new ArrayDeque<>();

    private Arrivals(List<Instant> instants) {
        coming.addAll(instants);
    }

    /** A Poisson process with seven tenths of a day's arrivals between 8 and 20 o'clock. */
    static Arrivals of(
            double daily, Instant start, int days, ZoneId zone, List<Instant> bursts, RandomGenerator random) {
        var instants = new ArrayList<Instant>();
        for (var hour = 0; hour < days * 24; hour++) {
            var begin = start.plus(Duration.ofHours(hour));
            var local = begin.atZone(zone).getHour();
            var share = local >= 8 && local < 20 ? 0.7 / 12 : 0.3 / 12;
            var rate = daily * share * (isBurst(begin, bursts) ? BURST_FACTOR : 1);
            var count = poisson(rate, random);
            random.longs(count, 0, 3_600_000).sorted().forEach(millis -> instants.add(begin.plusMillis(millis)));
        }
        return new Arrivals(instants);
    }

    private static boolean isBurst(Instant at, List<Instant> bursts) {
        return bursts.stream()
                .anyMatch(begin -> !at.isBefore(begin) && at.isBefore(begin.plus(Duration.ofHours(BURST_HOURS))));
    }

    private static int poisson(double mean, RandomGenerator random) {
        var limit = Math.exp(-mean);
        var count = 0;
        for (var product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    /** What waits at this instant. */
    Deque<Instant> waiting(Instant now) {
        while (!coming.isEmpty() && !coming.getFirst().isAfter(now)) {
            waiting.add(coming.removeFirst());
        }
        return waiting;
    }

    /** Takes what had arrived until then, and tells how long each had waited by now. */
    void clear(Instant arrivedUntil, Instant now, List<Double> ages) {
        waiting(now);
        while (!waiting.isEmpty() && !waiting.getFirst().isAfter(arrivedUntil)) {
            ages.add(Duration.between(waiting.removeFirst(), now).toSeconds() / 3600.0);
        }
    }
}
