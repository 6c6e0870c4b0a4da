package io.nuzantara.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContrastTests {

    private static final Thresholds THRESHOLDS = new Thresholds(4, 3);
    private static final List<Feature> FEATURES = IntStream.range(0, 20)
            .mapToObj(i -> new Feature("f" + i, Side.ADDRESSABLE))
            .toList();

    @Test
    void withoutEffectAlmostNothingIsDecided() {
        var random = new Random(1_001);

        var alarms = IntStream.range(0, 100)
                .filter(_ -> decided(observations(random, 150, 0)).findAny().isPresent())
                .count();

        assertThat(alarms).isLessThanOrEqualTo(10);
    }

    @Test
    void aPlantedEffectIsFoundAlmostAlways() {
        var random = new Random(2_002);

        var found = IntStream.range(0, 100)
                .filter(_ -> decided(observations(random, 150, .65)).anyMatch("f0"::equals))
                .count();

        assertThat(found).isGreaterThanOrEqualTo(95);
    }

    @Test
    void aDifferenceBetweenTopicsIsNotOneOfAnswers() {
        var random = new Random(3_003);
        var observations = IntStream.range(0, 600)
                .mapToObj(i -> {
                    var easy = i % 2 == 0;
                    var good = random.nextDouble() < (easy ? .8 : .2);
                    var value = (easy ? 1 : 0) + random.nextGaussian();
                    return observation(random, good, easy ? "easy" : "hard", value);
                })
                .toList();

        var row = Contrast.of(List.of(FEATURES.getFirst()), observations, _ -> true)
                .getFirst();

        assertThat(row.q()).isLessThan(.001);
        assertThat(row.decided()).isFalse();
        assertThat(row.missing()).contains(FeatureContrast.Missing.EXPLAINED_BY_CIRCUMSTANCES);
    }

    @Test
    void conversationsThatCannotBeComparedDecideNothing() {
        var random = new Random(4_004);
        var observations = IntStream.range(0, 300)
                .mapToObj(i -> observation(
                        random,
                        i % 2 == 0,
                        i < 100 ? "shared" : "alone" + i,
                        (i % 2 == 0 ? 3 : 0) + random.nextGaussian()))
                .toList();

        var row = Contrast.of(List.of(FEATURES.getFirst()), observations, _ -> true)
                .getFirst();

        assertThat(row.missing()).containsExactly(FeatureContrast.Missing.TOO_FEW_COMPARABLE);
    }

    @Test
    void anUntestedFeatureIsInNoFamily() {
        var observations = observations(new Random(5), 60, .8);

        var all = Contrast.of(FEATURES, observations, _ -> true);
        var few = Contrast.of(FEATURES, observations, position -> position < 10);

        assertThat(few.get(15).p()).isNull();
        assertThat(few.get(15).missing()).containsExactly(FeatureContrast.Missing.NOT_TESTED);
        assertThat(few.getFirst().p()).isEqualTo(all.getFirst().p());
        assertThat(few.getFirst().q()).isLessThan(all.getFirst().q());
    }

    @Test
    void aConstantFeatureStaysInTheFamilyWithoutCorrelation() {
        var random = new Random(6);
        var observations = IntStream.range(0, 60)
                .mapToObj(i -> observation(random, i % 2 == 0, "one", 1))
                .toList();

        var row = Contrast.of(List.of(FEATURES.getFirst()), observations, _ -> true)
                .getFirst();

        assertThat(row.p()).isEqualTo(1);
        assertThat(row.q()).isEqualTo(1);
        assertThat(row.rho()).isNull();
        assertThat(row.z()).isZero();
        assertThat(row.decided()).isFalse();
    }

    @Test
    void undefinedValuesLeaveOutTheirConversationOnly() {
        var random = new Random(7);
        var observations = IntStream.range(0, 60)
                .mapToObj(i -> observation(random, i % 2 == 0, "one", i < 20 ? Double.NaN : i))
                .toList();

        var row = Contrast.of(List.of(FEATURES.getFirst()), observations, _ -> true)
                .getFirst();

        assertThat(row.nHigh()).isEqualTo(20);
        assertThat(row.nLow()).isEqualTo(20);
    }

    private static Stream<String> decided(List<Observation> observations) {
        return Contrast.of(FEATURES, observations, _ -> true).stream()
                .filter(FeatureContrast::decided)
                .map(FeatureContrast::feature);
    }

    /** As many good as bad conversations; the first feature is shifted, .65 standard deviations are a delta of .35. */
    private static List<Observation> observations(Random random, int perClass, double shift) {
        return IntStream.range(0, 2 * perClass)
                .mapToObj(i -> {
                    var good = i % 2 == 0;
                    var values = random.doubles(FEATURES.size()).toArray();
                    values[0] = random.nextGaussian() + (good ? shift : 0);
                    return new Observation(
                            good ? 5 : 1,
                            THRESHOLDS.rated(good ? 5 : 1),
                            "topic" + random.nextInt(3),
                            4 + random.nextInt(10),
                            random.nextBoolean(),
                            values);
                })
                .toList();
    }

    private static Observation observation(Random random, boolean good, String topic, double value) {
        var score = good ? 4.5 : 1.5;
        return new Observation(score, THRESHOLDS.rated(score), topic, 5, random.nextBoolean(), new double[] {value});
    }
}
