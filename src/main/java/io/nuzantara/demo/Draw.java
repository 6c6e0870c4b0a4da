package io.nuzantara.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Chance, from a generator that is given. */
final class Draw {

    private Draw() {}

    static <T> T one(List<T> items, RandomGenerator random) {
        return items.get(random.nextInt(items.size()));
    }

    /** The items in a new random order (Fisher-Yates). */
    static <T> List<T> shuffled(List<T> items, RandomGenerator random) {
        var shuffled = new ArrayList<>(items);
        for (int last = shuffled.size() - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            var item = shuffled.get(other);
            shuffled.set(other, shuffled.get(last));
            shuffled.set(last, item);
        }
        return shuffled;
    }

    static boolean chance(double share, RandomGenerator random) {
        return random.nextDouble() < share;
    }
}
