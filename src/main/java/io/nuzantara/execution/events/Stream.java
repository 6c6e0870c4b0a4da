package io.nuzantara.execution.events;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that follows events: a bounded buffer, and a thread that empties it into the connection. Who fills it never
 * waits: a client that does not keep up loses its connection, and resumes where it was.
 */
final class Stream {

    private static final Logger LOG = LoggerFactory.getLogger(Stream.class);
    private static final int BUFFERED = 1_000;

    private final Connection connection;
    private final Duration silence;
    private final Consumer<Stream> ended;
    private final BlockingQueue<Frame> buffer = new ArrayBlockingQueue<>(BUFFERED);
    private final Map<UUID, String> standings = new HashMap<>();
    private final Thread writer;
    private volatile Place place;
    private volatile boolean cut;

    /**
     * @param silence after how long without events a comment is sent
     * @param ended told once, when the connection is closed
     */
    Stream(Place place, Connection connection, Duration silence, Consumer<Stream> ended) {
        this.place = place;
        this.connection = connection;
        this.silence = silence;
        this.ended = ended;
        this.writer = Thread.ofVirtual().name("events-", 0).unstarted(this::write);
        buffer.add(new Frame(Frames.head(place), false));
    }

    private record Frame(String text, boolean last) {}

    void start() {
        writer.start();
    }

    Place place() {
        return place;
    }

    /** Whether it shows how far this execution is. */
    boolean follows(Standing standing, boolean shownToAll) {
        var one = place.execution();
        return one == null ? shownToAll : one.equals(standing.execution());
    }

    /** Takes the event at the place it has come to; a stream of one execution ends with that one's last event. */
    void take(Happened event, String text) {
        put(new Frame(text, event.isFinal() && !place.isOfAll()));
        pass(event);
    }

    /** Goes past an event that this stream does not show. */
    void pass(Happened event) {
        place = place.movedTo(event.number());
        if (event.isFinal()) {
            standings.remove(event.execution());
        }
    }

    /** Takes how far an execution is, unless the client knows already. */
    void take(Standing standing, String text) {
        if (!text.equals(standings.put(standing.execution(), text))) {
            put(new Frame(text, false));
        }
    }

    /** Nothing goes into the buffer any more once something did not: the client must not miss what lies between. */
    private void put(Frame frame) {
        if (!cut && !buffer.offer(frame)) {
            LOG.debug("A client does not keep up with the events; its connection is closed");
            cut();
        }
    }

    /** Ends the connection now; what is buffered is dropped, and the client resumes after the last event it got. */
    void cut() {
        cut = true;
        writer.interrupt();
    }

    private void write() {
        try {
            var more = true;
            while (more && !cut) {
                more = writeNext();
            }
        } catch (IOException e) {
            LOG.debug("A client that followed events has gone", e);
        } catch (InterruptedException e) {
            LOG.debug("A stream of events was cut");
        } finally {
            end();
        }
    }

    /** Whatever becomes of the connection, its place among the streams of this node is free again. */
    private void end() {
        try {
            connection.close();
        } catch (RuntimeException e) {
            LOG.debug("The connection of a stream of events could not be closed", e);
        } finally {
            ended.accept(this);
        }
    }

    /** Writes what is buffered in one piece, or a comment; false after the last event. */
    private boolean writeNext() throws IOException, InterruptedException {
        var frame = buffer.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
        if (frame == null) {
            connection.write(Frames.COMMENT);
            return true;
        }
        List<Frame> frames = new ArrayList<>(List.of(frame));
        buffer.drainTo(frames);
        connection.write(frames.stream().map(Frame::text).collect(Collectors.joining()));
        return !frames.getLast().last();
    }

    /** Waits until the connection is closed. */
    void join(Duration limit) throws InterruptedException {
        writer.join(limit);
    }
}
