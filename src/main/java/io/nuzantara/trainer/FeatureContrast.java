package io.nuzantara.trainer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one feature says about the difference between well and badly rated conversations. Figures that are undefined, and
 * all figures of a feature that was not tested, are null.
 *
 * @param nHigh well rated conversations with a value
 * @param nLow badly rated ones
 * @param delta Cliff's delta, positive when good conversations have more of it
 * @param p Mann-Whitney, two-sided
 * @param q after Benjamini-Hochberg over all tested features
 * @param rho Spearman with the score
 * @param z van Elteren within topic, language and length
 * @param signHalfA sign of delta in one half of the conversations
 * @param signHalfB sign of delta in the other half
 * @param comparableShare share of the conversations in strata with both classes
 * @param decided it is a driver: every condition holds
 */
public record FeatureContrast(
        String feature,
        Side side,
        int nHigh,
        int nLow,
        @Nullable Double meanHigh,
        @Nullable Double meanLow,
        @Nullable Double delta,
        @Nullable Double ciLow,
        @Nullable Double ciHigh,
        @Nullable Double p,
        @Nullable Double q,
        @Nullable Double rho,
        @Nullable Double rhoP,
        @Nullable Double z,
        @Nullable Double stratP,
        @Nullable Double stratQ,
        @Nullable Integer signHalfA,
        @Nullable Integer signHalfB,
        @Nullable Double comparableShare,
        boolean decided) {

    /** Largest q of a driver, raw and within strata. */
    static final double LEVEL = .05;

    /** Smallest |delta| of a driver (Romano 2006: the smallest non-negligible effect). */
    static final double SMALLEST_EFFECT = .147;

    /** Why a feature is no driver. */
    enum Missing {
        NOT_TESTED,
        NO_DIFFERENCE,
        EXPLAINED_BY_CIRCUMSTANCES,
        EFFECT_TOO_SMALL,
        HALVES_DISAGREE,
        TOO_FEW_COMPARABLE
    }

    /** {@code higher} when good conversations have more of it, else {@code lower}. */
    public String direction() {
        return delta != null && delta > 0 ? "higher" : "lower";
    }

    FeatureContrast corrected(double raw, double within) {
        return new FeatureContrast(
                feature,
                side,
                nHigh,
                nLow,
                meanHigh,
                meanLow,
                delta,
                ciLow,
                ciHigh,
                p,
                raw,
                rho,
                rhoP,
                z,
                stratP,
                within,
                signHalfA,
                signHalfB,
                comparableShare,
                decided);
    }

    FeatureContrast judged() {
        return new FeatureContrast(
                feature,
                side,
                nHigh,
                nLow,
                meanHigh,
                meanLow,
                delta,
                ciLow,
                ciHigh,
                p,
                q,
                rho,
                rhoP,
                z,
                stratP,
                stratQ,
                signHalfA,
                signHalfB,
                comparableShare,
                missing().isEmpty());
    }

    /** The conditions of a driver that do not hold. */
    List<Missing> missing() {
        if (delta == null || q == null || stratQ == null || signHalfA == null || comparableShare == null) {
            return List.of(Missing.NOT_TESTED);
        }
        var missing = new ArrayList<Missing>();
        if (q >= LEVEL) {
            missing.add(Missing.NO_DIFFERENCE);
        } else if (stratQ >= LEVEL) {
            missing.add(Missing.EXPLAINED_BY_CIRCUMSTANCES);
        }
        if (Math.abs(delta) < SMALLEST_EFFECT) {
            missing.add(Missing.EFFECT_TOO_SMALL);
        }
        if (signHalfA == 0 || !signHalfA.equals(signHalfB)) {
            missing.add(Missing.HALVES_DISAGREE);
        }
        if (comparableShare < .5) {
            missing.add(Missing.TOO_FEW_COMPARABLE);
        }
        return List.copyOf(missing);
    }
}
