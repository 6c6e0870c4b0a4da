package io.nuzantara.execution.crash;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** The dooms of one seed: every named point again and again in changing order, and between them deaths at any time. */
final class Dooms {

    private static final int LONGEST = 4_000;

    private final List<String> points;
    private final Random random;
    private final Deque<String> next = new ArrayDeque<>();

    Dooms(List<String> points, Random random) {
        this.points = List.copyOf(points);
        this.random = random;
    }

    Doom next() {
        if (points.isEmpty() || random.nextInt(3) == 0) {
            return new Doom.AfterTime(Duration.ofMillis(300 + random.nextInt(LONGEST)));
        }
        return nextAtPoint();
    }

    Doom nextAtPoint() {
        if (next.isEmpty()) {
            var shuffled = new ArrayList<>(points);
            Collections.shuffle(shuffled, random);
            next.addAll(shuffled);
        }
        var point = next.remove();
        return new Doom.AtPoint(point, 1 + random.nextInt(point.startsWith("lane.") ? 5 : 2));
    }

    /** A point that was not passed in time comes again next. */
    void again(String point) {
        next.addFirst(point);
    }
}
