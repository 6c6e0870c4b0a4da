package io.nuzantara.cli;

import io.nuzantara.cli.EventParser.Event;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The events of an execution, each once and in order, over any number of cuts: after a cut the service is asked for what
 * came behind the last event.
 */
final class EventStream {

    /** The service says something at least every 15 seconds. */
    private static final Duration SILENCE = Duration.ofSeconds(45);

    private final ServiceClient service;
    private final String path;
    private final Duration patience;
    private final Surroundings surroundings;
    private final EventParser parser = new EventParser();
    private long seen;
    private long lastSign = System.nanoTime();

    /**
     * A stream that is not opened yet.
     *
     * @param patience how long the service may be away before the stream is given up
     */
    EventStream(ServiceClient service, String execution, Duration patience, Surroundings surroundings) {
        this.service = service;
        this.path = "/api/autonomous-agents/executions/" + ServiceClient.encoded(execution) + "/events";
        this.patience = patience;
        this.surroundings = surroundings;
    }

    /** Hands on events until one satisfies the caller or the service says that there are no more. */
    void until(Predicate<Event> enough) {
        var first = true;
        while (true) {
            try (var lines = service.lines(path, parser.lastId())) {
                if (lines == null || read(lines, enough)) {
                    return;
                }
            } catch (CommandFailed away) {
                if (first || !passes(away)) {
                    throw away;
                }
            }
            first = false;
            parser.forgetUnfinished();
            Follow.pause(surroundings);
        }
    }

    /** A service that is restarted, or busy, comes back. */
    private boolean passes(CommandFailed away) {
        return away.exitCode() == CommandFailed.NOT_READY
                && !away.code().equals("unauthenticated")
                && !away.code().equals("forbidden")
                && System.nanoTime() - lastSign < patience.toNanos();
    }

    private boolean read(Stream<String> lines, Predicate<Event> enough) {
        var queue = new LinkedBlockingQueue<Line>();
        Thread.startVirtualThread(() -> pump(lines, queue));
        for (var line = next(queue); line.text() != null; line = next(queue)) {
            lastSign = System.nanoTime();
            if (parser.line(line.text()).filter(this::isNew).filter(enough).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Progress is no part of the history and always new. */
    private boolean isNew(Event event) {
        if (event.isProgress()) {
            return true;
        }
        var isNew = event.seq() > seen;
        seen = Math.max(seen, event.seq());
        return isNew;
    }

    /** A line, or the end of the connection. */
    private record Line(@Nullable String text) {
        static final Line END = new Line(null);
    }

    private static void pump(Stream<String> lines, BlockingQueue<Line> queue) {
        try {
            lines.forEach(line -> queue.add(new Line(line)));
        } catch (RuntimeException _) {
            // the connection was cut: its end says the same
        } finally {
            queue.add(Line.END);
        }
    }

    private static Line next(BlockingQueue<Line> queue) {
        try {
            var line = queue.poll(SILENCE.toSeconds(), TimeUnit.SECONDS);
            return line == null ? Line.END : line;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(CommandFailed.FAILED, "interrupted", "Interrupted. See: ./nuzantara status");
        }
    }
}
