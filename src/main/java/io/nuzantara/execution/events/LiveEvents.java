package io.nuzantara.execution.events;

import static java.util.stream.Collectors.groupingBy;

import io.nuzantara.execution.Agents;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Streams events to the clients of this node. While anybody follows, the database is asked once a second for all of them
 * together. All streams end when the service begins to stop, before the web server waits for open answers.
 */
@Component
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
public class LiveEvents implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LiveEvents.class);
    private static final int LIMIT = 200;
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final Feed feed;
    private final Frames frames;
    private final Agents agents;
    private final List<Stream> streams = new CopyOnWriteArrayList<>();
    private @Nullable ScheduledExecutorService timer;
    private boolean failing;
    private boolean stopping;

    LiveEvents(Feed feed, Frames frames, Agents agents) {
        this.feed = feed;
        this.frames = frames;
        this.agents = agents;
    }

    /**
     * Follows one execution to its end.
     *
     * @param after {@code seq} of the last event the client has; 0 = none
     */
    public Opening follow(UUID execution, long after, Connection connection) {
        var answer = look(execution, after);
        return answer instanceof Opening.Streaming ? open(new Place(execution, after), connection) : answer;
    }

    /** What following one execution would answer now; nobody follows. */
    public Opening look(UUID execution, long after) {
        return feed.newest(execution)
                .map(newest -> {
                    if (after > newest.seq()) {
                        return new Opening.Ahead(newest.seq());
                    }
                    return newest.isFinal() && after == newest.seq() ? new Opening.Ended() : room();
                })
                .orElseGet(Opening.Unknown::new);
    }

    /**
     * Follows all executions people see, until the client has enough.
     *
     * @param after id of the last event the client has; null = only what happens from now on
     */
    public Opening followAll(@Nullable Long after, Connection connection) {
        var newest = newest();
        if (after != null && after > newest) {
            return new Opening.Ahead(newest);
        }
        return open(new Place(null, after == null ? newest : after), connection);
    }

    /** What following all executions would answer now; nobody follows. */
    public Opening lookAtAll(@Nullable Long after) {
        var newest = newest();
        return after != null && after > newest ? new Opening.Ahead(newest) : room();
    }

    private Opening room() {
        return streams.size() >= LIMIT ? new Opening.TooMany(LIMIT) : new Opening.Streaming();
    }

    /** What has happened until now has its number then. */
    private long newest() {
        var numbered = 1;
        while (numbered > 0) {
            numbered = feed.number();
        }
        return feed.newest();
    }

    private synchronized Opening open(Place place, Connection connection) {
        if (room() instanceof Opening.TooMany full) {
            return full;
        }
        var stream = new Stream(place, connection, SILENCE, streams::remove);
        streams.add(stream);
        stream.start();
        if (stopping) {
            stream.cut();
        }
        return new Opening.Streaming();
    }

    /** One look at the database, however many follow; new events in the stream of all cost a second one. */
    void serve() {
        var byPlace = streams.stream().collect(groupingBy(Stream::place));
        if (byPlace.isEmpty()) {
            return;
        }
        var look = feed.look(List.copyOf(byPlace.keySet()));
        look.events().forEach((place, events) -> deliver(events, byPlace.getOrDefault(place, List.of())));
        look.standings().forEach(this::deliver);
        if (look.unnumbered() && feed.number() > 0) {
            serveAll();
        }
    }

    private void serveAll() {
        var byPlace =
                streams.stream().filter(stream -> stream.place().isOfAll()).collect(groupingBy(Stream::place));
        var look = feed.look(List.copyOf(byPlace.keySet()));
        look.events().forEach((place, events) -> deliver(events, byPlace.getOrDefault(place, List.of())));
    }

    private void deliver(List<Happened> events, List<Stream> followers) {
        for (var event : events) {
            var text = frames.of(event);
            followers.forEach(stream -> {
                if (stream.place().isOfAll() && !isShown(event.agent())) {
                    stream.pass(event);
                } else {
                    stream.take(event, text);
                }
            });
        }
    }

    /** Imports and other internal work show in their own streams only. */
    private boolean isShown(String agent) {
        return agents.find(agent).map(known -> !known.descriptor().internal()).orElse(false);
    }

    private void deliver(Standing standing) {
        var text = frames.of(standing);
        var shown = isShown(standing.agent());
        streams.stream()
                .filter(stream -> stream.follows(standing, shown))
                .forEach(stream -> stream.take(standing, text));
    }

    @Override
    public synchronized void start() {
        stopping = false;
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("live-events").factory());
        var _ = timer.scheduleWithFixedDelay(this::serveOrSay, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * While the database does not answer, streams stay open: nothing is lost, because their places do not move. A timer whose
     * task fails, with an error too, never comes again.
     */
    private void serveOrSay() {
        try {
            serve();
            failing = false;
        } catch (RuntimeException | Error e) {
            if (!failing) {
                LOG.warn("Events cannot be read, trying again every second streams={}", streams.size(), e);
            }
            failing = true;
        }
    }

    @Override
    public void stop() {
        close();
        var end = System.nanoTime() + GOODBYE.toNanos();
        try {
            for (var stream : List.copyOf(streams)) {
                stream.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void close() {
        stopping = true;
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
        streams.forEach(Stream::cut);
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }

    /** Of all phases the first to stop: the web server stops taking requests 1024 phases later. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
