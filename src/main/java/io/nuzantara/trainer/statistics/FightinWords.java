package io.nuzantara.trainer.statistics;

import java.util.Arrays;

/**
 * Weighted log-odds of words with a Dirichlet prior (Monroe, Colaresi and Quinn 2008). It treats words as independent,
 * so z may rank words but never decide about them.
 *
 * @param logOdds positive for words of the first side
 */
public record FightinWords(double logOdds, double z) {

    /** The figures of each word from its counts on both sides and its prior weight. */
    public static FightinWords[] of(double[] high, double[] low, double[] prior) {
        var inHigh = Arrays.stream(high).sum();
        var inLow = Arrays.stream(low).sum();
        var weight = Arrays.stream(prior).sum();
        var words = new FightinWords[prior.length];
        for (int i = 0; i < words.length; i++) {
            var h = high[i] + prior[i];
            var l = low[i] + prior[i];
            var odds = Math.log(h / (inHigh + weight - h)) - Math.log(l / (inLow + weight - l));
            words[i] = new FightinWords(odds, odds / Math.sqrt(1 / h + 1 / l));
        }
        return words;
    }

    /** A prior of total weight {@code total} in proportion to the counts of a corpus. */
    public static double[] prior(double[] corpus, double total) {
        var sum = Arrays.stream(corpus).sum();
        return Arrays.stream(corpus).map(count -> total * count / sum).toArray();
    }
}
