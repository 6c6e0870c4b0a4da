package io.nuzantara.readiness;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.nuzantara.readiness.check.Profile;
import io.nuzantara.readiness.check.Round;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;

/** The readiness matrix of this service: everything that can keep it from working, looked at live. */
public class ReadinessMatrix {

    private static final Duration FRESH = Duration.ofSeconds(15);

    private final Round round;
    private final Profile profile;
    private final Since since;
    private final Clock clock;
    private final AtomicInteger begun = new AtomicInteger();
    private volatile @Nullable ReadinessView last;
    private int lastBegun;

    ReadinessMatrix(Round round, Profile profile, Since since, MeterRegistry registry, Clock clock) {
        this.round = round;
        this.profile = profile;
        this.since = since;
        this.clock = clock;
        round.checks()
                .forEach(check -> Gauge.builder("nuzantara.readiness", this, matrix -> matrix.level(check.id()))
                        .tag("check", check.id())
                        .description("0 pass, 1 warn, 2 fail; not a number while it is skipped")
                        .register(registry));
    }

    /** The matrix, at most 15 seconds old. It is there within the time of a round, whatever hangs. */
    public ReadinessView now() {
        var known = last;
        return known != null && isFresh(known) ? known : fresh();
    }

    /** What was seen last, however long ago; empty before the first look. Waits for nothing. */
    public Optional<ReadinessView> known() {
        return Optional.ofNullable(last);
    }

    /** Those who ask at the same time wait for one look. */
    private synchronized ReadinessView fresh() {
        var known = last;
        return known != null && isFresh(known) ? known : begin();
    }

    private boolean isFresh(ReadinessView view) {
        return Duration.between(view.checkedAt(), clock.instant()).abs().compareTo(FRESH) < 0;
    }

    /** Looks again now; those who ask while others wait get the look that begins after they asked, not one each. */
    public ReadinessView again() {
        return begunAfter(begun.get());
    }

    private synchronized ReadinessView begunAfter(int earlier) {
        var known = last;
        return known != null && lastBegun > earlier ? known : begin();
    }

    private synchronized ReadinessView begin() {
        var number = begun.incrementAndGet();
        var found = round.look();
        var now = clock.instant();
        var view = ReadinessView.of(profile, found, since.of(found, now), now);
        last = view;
        lastBegun = number;
        return view;
    }

    /** For the gauges, also while nobody looks at a page. */
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT20S")
    void look() {
        now();
    }

    private double level(String check) {
        var known = last;
        return known == null
                ? Double.NaN
                : known.rows().stream()
                        .filter(row -> row.id().equals(check))
                        .mapToDouble(row -> level(row))
                        .findFirst()
                        .orElse(Double.NaN);
    }

    private static double level(ReadinessView.Row row) {
        return switch (row.state()) {
            case "pass" -> 0;
            case "warn" -> 1;
            case "fail" -> 2;
            default -> Double.NaN;
        };
    }
}
