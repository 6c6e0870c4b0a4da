package io.nuzantara.demo;

import java.util.random.RandomGenerator;

/**
 * How the two sides of one conversation speak. The first five follow the rating through {@link Driver}; thanks and
 * displeasure are what a rating shows afterwards; the rest has nothing to do with it.
 */
record Style(
        boolean nextStep,
        boolean price,
        boolean timeline,
        boolean apology,
        boolean refusal,
        boolean thanks,
        boolean displeasure,
        boolean greetsByName,
        boolean list,
        boolean readBack) {

    static Style drawn(Verdict verdict, RandomGenerator random) {
        return new Style(
                chance(random, Driver.NEXT_STEP.share(verdict)),
                chance(random, Driver.PRICE.share(verdict)),
                chance(random, Driver.TIMELINE.share(verdict)),
                chance(random, Driver.APOLOGY.share(verdict)),
                chance(random, Driver.REFUSAL.share(verdict)),
                chance(random, thanks(verdict)),
                chance(random, displeasure(verdict)),
                chance(random, 0.5),
                chance(random, 0.4),
                chance(random, 0.25));
    }

    private static boolean chance(RandomGenerator random, double share) {
        return random.nextDouble() < share;
    }

    private static double thanks(Verdict verdict) {
        return switch (verdict) {
            case HIGH -> 0.85;
            case LOW -> 0.2;
            case MIDDLE, NONE -> 0.5;
        };
    }

    private static double displeasure(Verdict verdict) {
        return switch (verdict) {
            case HIGH -> 0.05;
            case LOW -> 0.7;
            case MIDDLE, NONE -> 0.3;
        };
    }
}
