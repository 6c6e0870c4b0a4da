package io.nuzantara.demo;

import java.util.random.RandomGenerator;

/** Whole numbers from {@code min} to {@code max}, both included. */
record Range(int min, int max) {

    Range {
        if (min < 0 || max < min) {
            throw new IllegalArgumentException("no range from " + min + " to " + max);
        }
    }

    int draw(RandomGenerator random) {
        return random.nextInt(min, max + 1);
    }
}
