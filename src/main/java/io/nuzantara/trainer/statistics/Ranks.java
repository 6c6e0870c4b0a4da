package io.nuzantara.trainer.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;

/** Average ranks: equal values share the mean of the ranks they take together. */
public final class Ranks {

    private Ranks() {}

    /** The rank of each value, from 1, in the order of the values. */
    public static double[] of(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return Arrays.stream(values)
                .map(value -> (smaller(sorted, value) + notLarger(sorted, value) + 1) / 2.0)
                .toArray();
    }

    private static int smaller(double[] sorted, double value) {
        return count(sorted, other -> other < value);
    }

    private static int notLarger(double[] sorted, double value) {
        return count(sorted, other -> other <= value);
    }

    /** How many leading values pass a test that all after the first failure fail. */
    private static int count(double[] sorted, DoublePredicate test) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (test.test(sorted[middle])) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The positions of the values from the smallest to the largest, equal ones in their order. */
    static int[] ascending(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Both samples in one array, {@code first} before {@code second}. */
    static double[] joined(double[] first, double[] second) {
        var all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** True when all values are equal, also of none. */
    static boolean constant(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }
}
