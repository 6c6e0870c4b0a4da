package io.nuzantara.llm.provider;

import java.util.List;

/** Checks and scales what an embedding model answers. */
final class Vectors {

    private Vectors() {}

    /** Whether all have the same size and a direction. */
    static boolean fit(List<float[]> vectors) {
        return vectors.stream().allMatch(vector -> vector.length == vectors.getFirst().length && hasDirection(vector));
    }

    private static boolean hasDirection(float[] vector) {
        var length = length(vector);
        return Double.isFinite(length) && length > 0;
    }

    /** The same direction with length one. */
    static float[] unit(float[] vector) {
        var length = length(vector);
        var unit = new float[vector.length];
        for (var i = 0; i < vector.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }

    private static double length(float[] vector) {
        var sum = 0.0;
        for (var component : vector) {
            sum += (double) component * component;
        }
        return Math.sqrt(sum);
    }
}
