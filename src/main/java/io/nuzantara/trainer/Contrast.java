package io.nuzantara.trainer;

import io.nuzantara.trainer.statistics.BenjaminiHochberg;
import io.nuzantara.trainer.statistics.CliffsDelta;
import io.nuzantara.trainer.statistics.MannWhitney;
import io.nuzantara.trainer.statistics.Sample;
import io.nuzantara.trainer.statistics.Spearman;
import io.nuzantara.trainer.statistics.VanElteren;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares well and badly rated conversations feature by feature: raw, within strata of circumstances, and corrected for
 * the number of tests. A pure function of its observations.
 */
final class Contrast {

    private final List<Observation> observations;
    private final double lengthCut1;
    private final double lengthCut2;

    private Contrast(List<Observation> observations) {
        this.observations = observations;
        var turns = observations.stream().mapToDouble(Observation::turns).toArray();
        lengthCut1 = turns.length == 0 ? 0 : Sample.quantile(turns, 1 / 3.0);
        lengthCut2 = turns.length == 0 ? 0 : Sample.quantile(turns, 2 / 3.0);
    }

    /**
     * One row per feature, in the order of the features.
     *
     * @param tested whether the feature at a position has enough values to be tested
     */
    static List<FeatureContrast> of(List<Feature> features, List<Observation> observations, IntPredicate tested) {
        var contrast = new Contrast(observations);
        var rows = IntStream.range(0, features.size())
                .mapToObj(i -> contrast.measure(features.get(i), i, tested.test(i)))
                .toList();
        return corrected(rows).stream().map(FeatureContrast::judged).toList();
    }

    private FeatureContrast measure(Feature feature, int position, boolean tested) {
        var known = observations.stream()
                .filter(observation -> !Double.isNaN(observation.value(position)))
                .toList();
        var high = values(known, position, Contrast::isHigh);
        var low = values(known, position, Contrast::isLow);
        if (!tested || high.length == 0 || low.length == 0) {
            return untested(feature, high, low);
        }
        var difference = MannWhitney.of(high, low);
        var delta = CliffsDelta.of(high, low);
        var trend = Spearman.of(
                values(known, position, _ -> true),
                known.stream().mapToDouble(Observation::score).toArray());
        var within = VanElteren.of(strata(known, position));
        return new FeatureContrast(
                feature.name(),
                feature.side(),
                high.length,
                low.length,
                Sample.mean(high),
                Sample.mean(low),
                delta.delta(),
                defined(delta.low()),
                defined(delta.high()),
                difference.p(),
                null,
                defined(trend.rho()),
                defined(trend.p()),
                within.z(),
                within.p(),
                null,
                sign(known, position, true),
                sign(known, position, false),
                (double) within.comparable() / (high.length + low.length),
                false);
    }

    private static FeatureContrast untested(Feature feature, double[] high, double[] low) {
        return new FeatureContrast(
                feature.name(),
                feature.side(),
                high.length,
                low.length,
                defined(Sample.mean(high)),
                defined(Sample.mean(low)),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false);
    }

    private List<VanElteren.Stratum> strata(List<Observation> known, int position) {
        var groups = new LinkedHashMap<String, List<Observation>>();
        known.forEach(observation -> groups.computeIfAbsent(stratum(observation), _ -> new ArrayList<>())
                .add(observation));
        return groups.values().stream()
                .map(group -> new VanElteren.Stratum(
                        values(group, position, Contrast::isHigh), values(group, position, Contrast::isLow)))
                .toList();
    }

    private String stratum(Observation observation) {
        var length = (observation.turns() > lengthCut1 ? 1 : 0) + (observation.turns() > lengthCut2 ? 1 : 0);
        return observation.stratum() + '|' + length;
    }

    /** The sign of delta in one half; 0 when a class is empty there. */
    private static int sign(List<Observation> known, int position, boolean firstHalf) {
        var half = known.stream()
                .filter(observation -> observation.firstHalf() == firstHalf)
                .toList();
        var high = values(half, position, Contrast::isHigh);
        var low = values(half, position, Contrast::isLow);
        return high.length == 0 || low.length == 0
                ? 0
                : (int) Math.signum(CliffsDelta.of(high, low).delta());
    }

    private static double[] values(List<Observation> observations, int position, Predicate<Observation> which) {
        return observations.stream()
                .filter(which)
                .mapToDouble(observation -> observation.value(position))
                .toArray();
    }

    private static boolean isHigh(Observation observation) {
        return observation.rated() == Thresholds.Rated.HIGH;
    }

    private static boolean isLow(Observation observation) {
        return observation.rated() == Thresholds.Rated.LOW;
    }

    /** Fills in q: one family of the raw tests, one of the stratified ones, over the tested features only. */
    private static List<FeatureContrast> corrected(List<FeatureContrast> rows) {
        var raw = BenjaminiHochberg.of(
                rows.stream().flatMapToDouble(row -> known(row.p())).toArray());
        var within = BenjaminiHochberg.of(
                rows.stream().flatMapToDouble(row -> known(row.stratP())).toArray());
        var result = new ArrayList<FeatureContrast>();
        int next = 0;
        for (var row : rows) {
            if (row.p() == null) {
                result.add(row);
            } else {
                result.add(row.corrected(raw[next], within[next]));
                next++;
            }
        }
        return result;
    }

    private static DoubleStream known(@Nullable Double value) {
        return value == null ? DoubleStream.empty() : DoubleStream.of(value);
    }

    private static @Nullable Double defined(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
