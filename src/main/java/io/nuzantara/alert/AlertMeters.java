package io.nuzantara.alert;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Counts posts by channel and outcome, and how long notices were on their way. */
class AlertMeters {

    private final MeterRegistry registry;
    private final Clock clock;

    AlertMeters(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    void posted(String channel, Channel.Result result) {
        var outcome = switch (result) {
            case Channel.Result.Delivered() -> "delivered";
            case Channel.Result.Failed(var _, var _) -> "failed";
            case Channel.Result.Unfit(var _) -> "unfit";
            case Channel.Result.Refused(var _) -> "refused";
        };
        registry.counter("nuzantara.alerts", "channel", channel, "outcome", outcome)
                .increment();
    }

    /** From the moment something was wrong, or right again, until people were told. */
    void delivered(Notice notice) {
        var end = notice.recoveredAt();
        var since = notice.recovery() && end != null ? end : notice.raisedAt();
        registry.timer("nuzantara.alert.delay").record(notNegative(since));
    }

    private Duration notNegative(Instant since) {
        var delay = Duration.between(since, clock.instant());
        return delay.isNegative() ? Duration.ZERO : delay;
    }
}
