package io.nuzantara.alert;

import io.nuzantara.database.RecordMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whose turn it is to post, over all nodes: one post at a time, the channel's pause after each, and while the channel fails one
 * probe after growing pauses, however many notices wait.
 */
class Turns {

    private static final Duration UNDER_WAY = Duration.ofSeconds(15);
    private static final Duration SHOWN_EVERY = Duration.ofSeconds(30);

    /** A node that restarts is still there; one that is gone for longer leaves its notices to the log. */
    private static final Duration THERE = Duration.ofMinutes(2);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 4;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final RandomGenerator random;

    Turns(JdbcClient jdbc, Clock clock, RandomGenerator random) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.random = random;
    }

    /** Whether this node may post now. */
    sealed interface Turn {
        record Now() implements Turn {}

        /** The channel works; its turn comes so soon that it is worth waiting for. */
        record Soon(Duration in) implements Turn {}

        /** The channel fails, or another node posts. */
        record Later(boolean failing) implements Turn {}
    }

    /**
     * How a channel does.
     *
     * @param nextAt no post before
     * @param failures failed posts in a row
     * @param failingSince the first of them; null while it works
     * @param refused it takes nothing until its configuration changes
     */
    record State(
            Instant nextAt,
            int failures,
            @Nullable Instant failingSince,
            boolean refused,
            @Nullable String error) {}

    /** This node has the channel: those that have only a last resort leave the notices to it. */
    void show(Channel channel) {
        if (channel.isLastResort()) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO alert_channels AS c (channel, next_at, seen_at)
                        VALUES (:channel, :now, :now)
                        ON CONFLICT (channel) DO UPDATE
                           SET seen_at = excluded.seen_at
                         WHERE c.seen_at IS NULL OR c.seen_at < :before
                        """)
                .param("channel", channel.name())
                .param("now", time(Duration.ZERO))
                .param("before", time(SHOWN_EVERY.negated()))
                .update();
    }

    /** Whether another node has a channel that goes before this one. */
    boolean isLeftToOthers(Channel channel) {
        return channel.isLastResort()
                && jdbc.sql("SELECT EXISTS (SELECT FROM alert_channels WHERE seen_at > :since)")
                        .param("since", time(THERE.negated()))
                        .query(Boolean.class)
                        .single();
    }

    /** Takes the turn when it is free; it is this node's until the post is settled, or its time is over. */
    Turn take(Channel channel) {
        var taken = jdbc.sql("""
                        INSERT INTO alert_channels AS c (channel, next_at)
                        VALUES (:channel, :until)
                        ON CONFLICT (channel) DO UPDATE
                           SET next_at = excluded.next_at
                         WHERE NOT c.refused AND c.next_at <= :now
                        """)
                .param("channel", channel.name())
                .param("until", time(UNDER_WAY))
                .param("now", time(Duration.ZERO))
                .update();
        return taken == 1 ? new Turn.Now() : wait(channel);
    }

    private Turn wait(Channel channel) {
        var state = state(channel.name()).orElseThrow();
        var wait = Duration.between(clock.instant(), state.nextAt());
        var failing = state.refused() || state.failures() > 0;
        return failing || wait.compareTo(channel.interval()) > 0
                ? new Turn.Later(failing)
                : new Turn.Soon(wait.isPositive() ? wait : Duration.ofMillis(1));
    }

    Optional<State> state(String channel) {
        return jdbc.sql("""
                        SELECT next_at, failures, failing_since, refused, error
                          FROM alert_channels
                         WHERE channel = :channel
                        """)
                .param("channel", channel)
                .query(RecordMapper.of(State.class))
                .optional();
    }

    /** The post arrived; true when the channel had failed before. */
    boolean worked(Channel channel) {
        var failed = state(channel.name()).map(State::failures).orElse(0) > 0;
        settle(channel, channel.interval(), 0, false, null);
        return failed;
    }

    /** The turn was not used; how the channel does is as before. */
    void giveBack(Channel channel) {
        jdbc.sql("UPDATE alert_channels SET next_at = :now WHERE channel = :channel")
                .param("channel", channel.name())
                .param("now", time(Duration.ZERO))
                .update();
    }

    /** The post failed; the next probe waits as long as the other side wished, or longer with each failure. */
    void failed(Channel channel, String reason, @Nullable Duration wish) {
        var failures = 1 + state(channel.name()).map(State::failures).orElse(0);
        settle(channel, wish == null ? pause(failures) : wish, failures, false, reason);
    }

    /** The channel takes nothing any more. */
    void refused(Channel channel, String reason) {
        var failures = 1 + state(channel.name()).map(State::failures).orElse(0);
        settle(channel, Duration.ZERO, failures, true, reason);
    }

    /** Half of the bound at least, the rest by chance. */
    private Duration pause(int failures) {
        var bound = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
        var capped = bound.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : bound;
        return Duration.ofMillis(random.nextLong(capped.toMillis() / 2, capped.toMillis() + 1));
    }

    private void settle(Channel channel, Duration pause, int failures, boolean refused, @Nullable String error) {
        jdbc.sql("""
                        UPDATE alert_channels
                           SET next_at = :next, failures = :failures, refused = :refused, error = :error,
                               failing_since = CASE WHEN :failures = 0 THEN NULL ELSE coalesce(failing_since, :now) END
                         WHERE channel = :channel
                        """)
                .param("channel", channel.name())
                .param("next", time(pause))
                .param("failures", failures)
                .param("refused", refused)
                .param("error", error)
                .param("now", time(Duration.ZERO))
                .update();
    }

    /** A service has started, perhaps with another configuration: a channel that refused is asked again. */
    void reopen(Channel channel) {
        jdbc.sql("""
                        UPDATE alert_channels
                           SET refused = false, next_at = :now
                         WHERE channel = :channel AND refused
                        """)
                .param("channel", channel.name())
                .param("now", time(Duration.ZERO))
                .update();
    }

    private OffsetDateTime time(Duration ahead) {
        return OffsetDateTime.ofInstant(clock.instant().plus(ahead), ZoneOffset.UTC);
    }
}
