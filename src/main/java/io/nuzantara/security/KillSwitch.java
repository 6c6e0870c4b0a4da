package io.nuzantara.security;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.nuzantara.database.DataDirectory;
import io.nuzantara.database.RecordMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The global stop: while it is on, nothing of ours calls out. It is on when {@code engine_settings.stopped} says so, for all
 * nodes, or when a file {@code STOP} lies in the data directory of this node, which works while database and HTTP are down.
 *
 * <p>Ask before every outgoing call. An answer costs no query within half a second of the last one, and is not waited for
 * longer than {@link Patience} allows: while the database does not answer, its last known word stands. Until it has said
 * anything, everything counts as stopped.
 */
public class KillSwitch {

    private static final Logger LOG = LoggerFactory.getLogger(KillSwitch.class);
    private static final Duration CACHED = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String NODE = "this node";

    private final JdbcClient jdbc;
    private final StopFile file;
    private final Clock clock;
    private final Patience patience;
    private final Stop unheard;
    private @Nullable Known known;
    private @Nullable Question asked;
    private boolean silent;

    KillSwitch(JdbcClient jdbc, StopFile file, Clock clock, Patience patience) {
        this.jdbc = jdbc;
        this.file = file;
        this.clock = clock;
        this.patience = patience;
        this.unheard = new Stop(
                clock.instant(), NODE, "the database has not said yet whether work is stopped", Origin.UNHEARD);
    }

    /** The same switch for somebody beside the service who turns it. */
    public static KillSwitch seenFromOutside(JdbcClient jdbc, Path dataDirectory, Clock clock) {
        return new KillSwitch(jdbc, new StopFile(new DataDirectory(dataDirectory), clock), clock, Patience.DEFAULT);
    }

    /**
     * What file and database say to somebody beside the service, who waits for their answer as long as it takes.
     *
     * @throws DataAccessException when the database does not say it
     */
    public static Optional<Stop> read(JdbcClient jdbc, Path dataDirectory, Clock clock) {
        return fileIn(dataDirectory, clock).or(() -> read(jdbc));
    }

    /** What the file alone says: enough while there is no database to ask. */
    public static Optional<Stop> fileIn(Path dataDirectory, Clock clock) {
        return new StopFile(new DataDirectory(dataDirectory), clock).read();
    }

    /**
     * A stop that is on.
     *
     * @param since when it was switched on
     * @param by who switched it on: a caller's name, the file, or this node while the database has said nothing yet
     * @param reason why, in a person's words
     * @param origin whence it is known; names of callers are free, so {@code by} does not tell
     */
    public record Stop(
            Instant since,
            String by,
            String reason,
            @JsonIgnore Origin origin) {

        /** Whether it is the file of one node; the word of the database counts for all. */
        public boolean concernsOneNode() {
            return origin == Origin.FILE;
        }

        /** Whether nobody ordered it: it counts until the database says whether work is stopped. */
        public boolean untilHeard() {
            return origin == Origin.UNHEARD;
        }

        private Problem refusal() {
            return untilHeard()
                    ? new Problem(
                                    HttpStatus.SERVICE_UNAVAILABLE,
                                    "database-unavailable",
                                    "Database unavailable",
                                    "Nothing starts yet: %s. Try again in a moment.".formatted(reason))
                            .retryAfter(SOON)
                    : new Problem(
                                    HttpStatus.SERVICE_UNAVAILABLE,
                                    "stopped",
                                    "Everything is stopped",
                                    "%s stopped all work at %s: %s. Nothing starts until POST /api/resume."
                                            .formatted(by, since, reason))
                            .retryAfter(AGAIN);
        }
    }

    /** Whence a stop is known. */
    public enum Origin {
        DATABASE,
        FILE,
        UNHEARD
    }

    /** Whether nothing may call out now. */
    public boolean isStopped() {
        return state().isPresent();
    }

    /** The stop that is on; empty when work goes on. The file is looked at each time. */
    public Optional<Stop> state() {
        return file.read().or(() -> Optional.ofNullable(wordOfTheDatabase()));
    }

    /** The stop that somebody ordered, as far as this node has heard: what people are shown. */
    public Optional<Stop> ordered() {
        return state().filter(stop -> !stop.untilHeard());
    }

    /**
     * Refuses what would start work that may not go on: 503 {@code stopped}, or {@code database-unavailable} until the database has
     * said whether work is stopped; both with Retry-After.
     */
    public void refuseWhileStopped() {
        state().ifPresent(stop -> {
            throw stop.refusal();
        });
    }

    /**
     * Stops all nodes; one that is on already stays as it is.
     *
     * @return the stop that is on now
     */
    public Stop stop(String reason, String by) {
        jdbc.sql("""
                        INSERT INTO engine_settings AS s (name, value, reason, updated_at, updated_by)
                        VALUES ('stopped', 'true', :reason, :now, :by)
                        ON CONFLICT (name) DO UPDATE
                           SET value = excluded.value, reason = excluded.reason, updated_at = excluded.updated_at, updated_by = excluded.updated_by
                         WHERE s.value <> 'true'
                        """)
                .param("reason", reason)
                .param("now", now())
                .param("by", by)
                .update();
        LOG.warn("Everything is stopped by={}", by);
        return state(reread()).orElseGet(() -> new Stop(clock.instant(), by, reason, Origin.DATABASE));
    }

    /**
     * Lets all nodes go on: removes the word of the database and the file of this node.
     *
     * @return the stop that somebody switched on at the same time, if there is one
     */
    public Optional<Stop> resume(String by) {
        jdbc.sql("""
                        UPDATE engine_settings
                           SET value = 'false', updated_at = :now, updated_by = :by
                         WHERE name = 'stopped' AND value = 'true'
                        """).param("now", now()).param("by", by).update();
        file.delete();
        LOG.warn("Work goes on by={}", by);
        return state(reread());
    }

    private Optional<Stop> state(@Nullable Stop database) {
        return file.read().or(() -> Optional.ofNullable(database));
    }

    /** What this node has just written counts, also against an answer that is on its way. */
    private @Nullable Stop reread() {
        var stop = read(jdbc).orElse(null);
        learn(null, stop);
        return stop;
    }

    private @Nullable Stop wordOfTheDatabase() {
        var question = ask();
        if (question != null) {
            question.await(patience(), clock.instant());
        }
        return last();
    }

    private synchronized Duration patience() {
        return known == null ? patience.first() : patience.later();
    }

    /** The question to wait for; null when the last answer is fresh. A clock that jumps makes every answer old. */
    private synchronized @Nullable Question ask() {
        if (known != null && Duration.between(known.at(), clock.instant()).abs().compareTo(CACHED) < 0) {
            return null;
        }
        if (asked == null || asked.answer().isDone()) {
            asked = new Question(new CompletableFuture<>(), clock.instant());
            Thread.ofVirtual().name("kill-switch").start(answering(asked));
        }
        return asked;
    }

    /** On a thread of its own: neither the caller's transaction nor a database that hangs touches the answer. */
    private Runnable answering(Question question) {
        return () -> {
            try {
                learn(question, read(jdbc).orElse(null));
            } catch (RuntimeException e) {
                remember(e);
            } finally {
                question.answer().complete(null);
            }
        };
    }

    private static Optional<Stop> read(JdbcClient jdbc) {
        return jdbc.sql("""
                        SELECT updated_at AS since, updated_by AS by, coalesce(reason, '') AS reason
                          FROM engine_settings
                         WHERE name = 'stopped' AND value = 'true'
                        """).query(RecordMapper.of(Switched.class)).optional().map(Switched::stop);
    }

    private record Switched(Instant since, String by, String reason) {

        Stop stop() {
            return new Stop(since, by, reason, Origin.DATABASE);
        }
    }

    private synchronized void learn(@Nullable Question question, @Nullable Stop stop) {
        if (question == null || question.equals(asked)) {
            known = new Known(stop, clock.instant());
            asked = null;
            silent = false;
        }
    }

    private synchronized void remember(RuntimeException failure) {
        if (!silent) {
            LOG.warn("The stop switch cannot be read, until it can be this stands stopped={}", last() != null, failure);
        }
        silent = true;
    }

    private synchronized @Nullable Stop last() {
        return known == null ? unheard : known.stop();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** The last word of the database, and when it was heard. */
    private record Known(@Nullable Stop stop, Instant at) {}

    /** One question that is on its way to the database. */
    private record Question(CompletableFuture<@Nullable Void> answer, Instant since) {

        /** Waits for what is left of the patience that all who ask have together. */
        void await(Duration patience, Instant now) {
            var left = patience.minus(Duration.between(since, now).abs());
            try {
                answer.get(Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (TimeoutException e) {
                LOG.debug("The database does not say whether work is stopped");
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
