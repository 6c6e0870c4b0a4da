package io.nuzantara.trainer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Figures computed independently with numpy 2.4.6 and scipy 1.17.1. */
class WorkedNumbersTests {

    private static final Offset<Double> EXACT = within(1e-11);
    private static final double[] X = {.50, .25, .75, .50, 1.00, .60, .40, .50};
    private static final double[] Y = {.00, .25, .50, .20, .25, .10, .60};

    @Test
    void mannWhitneyWithTies() {
        var result = MannWhitney.of(X, Y);

        assertThat(result.u()).isEqualTo(46);
        assertThat(result.p()).isCloseTo(.0400810690045, EXACT);
    }

    @Test
    void aFeatureWithoutVariationIsNoDifference() {
        assertThat(MannWhitney.of(new double[] {1, 1, 1}, new double[] {1, 1}).p())
                .isEqualTo(1);
    }

    @Test
    void cliffsDeltaWithItsInterval() {
        var result = CliffsDelta.of(X, Y);

        assertThat(result.auc()).isCloseTo(.821428571429, within(1e-12));
        assertThat(result.variance()).isCloseTo(.0134156341108, EXACT);
        assertThat(result.delta()).isCloseTo(.642857142857, within(1e-12));
        assertThat(result.low()).isCloseTo(.188828038931, EXACT);
        assertThat(result.high()).isCloseTo(1.09688624678, EXACT);
    }

    @Test
    void vanElterenOverTwoStrata() {
        var a = new VanElteren.Stratum(new double[] {.50, .25, 1.00, .50}, new double[] {.00, .20, .25});
        var b = new VanElteren.Stratum(new double[] {.75, .50, .60, .40}, new double[] {.25, .50, .10, .60});

        var result = VanElteren.of(List.of(a, b));

        assertThat(result.z()).isCloseTo(2.19823416028, EXACT);
        assertThat(result.p()).isCloseTo(.0279324235240, EXACT);
        assertThat(result.comparable()).isEqualTo(15);
    }

    @Test
    void vanElterenSkipsStrataWithOneClassAndSurvivesNone() {
        var lonely = new VanElteren.Stratum(new double[] {1, 2}, new double[0]);

        assertThat(VanElteren.of(List.of(lonely))).isEqualTo(new VanElteren(0, 1, 0));
    }

    @Test
    void benjaminiHochberg() {
        var q = BenjaminiHochberg.of(new double[] {.001, .008, .039, .041, .042, .06, .074, .205, .212, .216});

        assertThat(q)
                .containsExactly(
                        new double[] {.01, .04, .084, .084, .084, .1, .105714285714, .216, .216, .216}, within(1e-12));
    }

    @Test
    void spearmanWithTies() {
        var result = Spearman.of(new double[] {1, 2, 2, 3, 5, 4, 5, 4}, new double[] {.1, .3, .2, .2, .9, .5, .8, .8});

        assertThat(result.rho()).isCloseTo(.914127632508, within(1e-12));
        assertThat(result.p()).isCloseTo(.00148286525285, EXACT);
    }

    @Test
    void spearmanOfAConstantIsUndefined() {
        assertThat(Spearman.of(new double[] {1, 1, 1}, new double[] {1, 2, 3}).rho())
                .isNaN();
    }

    @Test
    void quantilesByLinearInterpolation() {
        double[] values = {4, 6, 6, 7, 9, 10, 12};

        assertThat(Sample.quantile(values, 1 / 3.0)).isCloseTo(6, EXACT);
        assertThat(Sample.quantile(values, 2 / 3.0)).isCloseTo(9, EXACT);
    }

    @Test
    void fisherExact() {
        assertThat(new TwoByTwo(12, 28, 3, 37).fisherP()).isCloseTo(.0197570267584, EXACT);
    }

    @Test
    void cochranMantelHaenszel() {
        var result = TwoByTwo.stratified(List.of(new TwoByTwo(8, 12, 3, 17), new TwoByTwo(6, 9, 2, 13)));

        assertThat(result.excess()).isCloseTo(4.5, EXACT);
        assertThat(result.variance()).isCloseTo(3.56211317418, EXACT);
        assertThat(result.chiSquared()).isCloseTo(4.49171579274, EXACT);
        assertThat(result.p()).isCloseTo(.0340594771231, EXACT);
    }

    @Test
    void fightinWords() {
        var words = FightinWords.of(
                new double[] {30, 10, 5},
                new double[] {20, 15, 5},
                FightinWords.prior(new double[] {60, 30, 20}, 1000));

        assertThat(words[0].logOdds()).isCloseTo(.028122629, within(1e-9));
        assertThat(words[1].logOdds()).isCloseTo(-.030735803, within(1e-9));
        assertThat(words[2].logOdds()).isCloseTo(-.005843310, within(1e-9));
        assertThat(words[0].z()).isCloseTo(.474935634, within(1e-9));
        assertThat(words[1].z()).isCloseTo(-.367035789, within(1e-9));
        assertThat(words[2].z()).isCloseTo(-.056474645, within(1e-9));
    }

    @Test
    void detectableEffectBySize() {
        assertThat(Power.detectableDelta(18, 18, 20)).isCloseTo(.75, within(.01));
        assertThat(Power.detectableDelta(60, 60, 20)).isCloseTo(.41, within(.005));
        assertThat(Power.detectableDelta(100, 100, 20)).isCloseTo(.32, within(.005));
        assertThat(Power.detectableDelta(150, 150, 20)).isCloseTo(.26, within(.005));
        assertThat(Power.detectableDelta(300, 300, 20)).isCloseTo(.18, within(.005));
    }
}
