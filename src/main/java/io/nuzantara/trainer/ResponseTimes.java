package io.nuzantara.trainer;

import io.nuzantara.trainer.statistics.Sample;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** How long clients waited for the assistant, as ln(1 + seconds); NaN when times are estimated or nothing was asked. */
final class ResponseTimes {

    private ResponseTimes() {}

    static double first(Dialogue dialogue) {
        return of(dialogue).findFirst().orElse(Double.NaN);
    }

    static double median(Dialogue dialogue) {
        var times = of(dialogue).toArray();
        return times.length == 0 ? Double.NaN : Sample.quantile(times, .5);
    }

    static double longest(Dialogue dialogue) {
        return Arrays.stream(of(dialogue).toArray()).max().orElse(Double.NaN);
    }

    private static DoubleStream of(Dialogue dialogue) {
        var messages = dialogue.messages();
        return dialogue.timesEstimated()
                ? DoubleStream.empty()
                : IntStream.range(1, messages.size())
                        .filter(i -> messages.get(i).role() == Dialogue.Role.ASSISTANT
                                && messages.get(i - 1).role() == Dialogue.Role.USER)
                        .mapToDouble(i -> Math.log1p(Math.max(
                                0,
                                Duration.between(
                                                        messages.get(i - 1).at(),
                                                        messages.get(i).at())
                                                .toMillis()
                                        / 1000.0)));
    }
}
