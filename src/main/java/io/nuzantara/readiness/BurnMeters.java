package io.nuzantara.readiness;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** How fast each error budget burns over each window, for Micrometer; equal on all nodes, so take the greatest. */
final class BurnMeters {

    private static final Count NOTHING = new Count(0, 0);

    private record Key(Objective objective, Duration length) {}

    private final Map<Key, Count> counts = new ConcurrentHashMap<>();

    /** Every gauge is there from the start: a rule over a series that is missing says nothing. */
    BurnMeters(MeterRegistry registry) {
        for (var objective : Objective.values()) {
            windows().map(length -> new Key(objective, length)).forEach(key -> {
                gauge(registry, "nuzantara.slo.burn", key, count -> count.burn(objective));
                gauge(registry, "nuzantara.slo.bad", key, Count::bad);
            });
        }
    }

    /** Levels share windows. */
    private static Stream<Duration> windows() {
        return Arrays.stream(BurnLevel.values())
                .flatMap(level -> level.windows().stream())
                .distinct();
    }

    private void gauge(MeterRegistry registry, String name, Key key, ToDoubleFunction<Count> figure) {
        Gauge.builder(name, counts, all -> figure.applyAsDouble(all.getOrDefault(key, NOTHING)))
                .tags(Tags.of("slo", key.objective().id(), "window", window(key.length())))
                .register(registry);
    }

    /** So much happened in the time of this length. */
    void counted(Objective objective, Duration length, Count count) {
        counts.put(new Key(objective, length), count);
    }

    /** A window in words: {@code 5m}, {@code 6h}, {@code 3d}. */
    static String window(Duration length) {
        return length.toHours() < 1
                ? length.toMinutes() + "m"
                : length.toDays() < 1 ? length.toHours() + "h" : length.toDays() + "d";
    }
}
