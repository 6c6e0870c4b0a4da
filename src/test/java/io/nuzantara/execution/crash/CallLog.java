package io.nuzantara.execution.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What really happened, as the other side saw it: begin and end of every call in a file, and how many were open at once. A call
 * whose caller died is open until its connection is gone.
 */
public final class CallLog implements AutoCloseable {

    /** How a call ended. */
    public enum End {
        OPEN,
        ANSWERED,
        REFUSED,
        CUT
    }

    /** One call; times are {@link System#nanoTime}. */
    public static final class Call {
        private final String kind;
        private final String key;
        private final String node;
        private final String execution;
        private final long begun;
        private volatile long ended;
        private volatile End end = End.OPEN;

        Call(String kind, String key, String node, String execution, long begun) {
            this.kind = kind;
            this.key = key;
            this.node = node;
            this.execution = execution;
            this.begun = begun;
        }

        public String kind() {
            return kind;
        }

        public String key() {
            return key;
        }

        public String node() {
            return node;
        }

        public String execution() {
            return execution;
        }

        public long begun() {
            return begun;
        }

        public long ended() {
            return ended;
        }

        public End end() {
            return end;
        }

        /** What the call was about: the same for every repetition. */
        public String about() {
            return kind + " " + execution + " " + key;
        }
    }

    private final FileChannel file;
    private final StringBuilder unwritten = new StringBuilder();
    private final List<Call> calls = new ArrayList<>();
    private final Map<String, Integer> openByExecution = new HashMap<>();
    private int openItems;
    private int mostItems;
    private int mostExecutions;

    CallLog(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    synchronized Call begin(String kind, String key, String node, String execution) {
        var call = new Call(kind, key, node, execution, System.nanoTime());
        calls.add(call);
        openByExecution.merge(execution, 1, Integer::sum);
        openItems += call.kind().equals("item") ? 1 : 0;
        mostItems = Math.max(mostItems, openItems);
        mostExecutions = Math.max(mostExecutions, openByExecution.size());
        line("begin", call);
        return call;
    }

    synchronized void end(Call call, End end) {
        call.ended = System.nanoTime();
        call.end = end;
        openByExecution.computeIfPresent(call.execution(), (execution, open) -> open == 1 ? null : open - 1);
        openItems -= call.kind().equals("item") ? 1 : 0;
        line(end.name(), call);
    }

    private void line(String what, Call call) {
        unwritten
                .append(System.nanoTime())
                .append(' ')
                .append(what)
                .append(' ')
                .append(call.node())
                .append(' ')
                .append(call.about())
                .append('\n');
    }

    /** Brings everything onto the disk. */
    synchronized void force() {
        if (unwritten.isEmpty()) {
            return;
        }
        try {
            var bytes = ByteBuffer.wrap(unwritten.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
            unwritten.setLength(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All calls so far, in the order of their begin. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Calls of this kind so far. */
    public List<Call> calls(String kind) {
        return calls().stream().filter(call -> call.kind().equals(kind)).toList();
    }

    /** How many item calls were open at once, at most. */
    public synchronized int mostItems() {
        return mostItems;
    }

    /** How many item calls are open now. */
    public synchronized int openItems() {
        return openItems;
    }

    /** How many executions had an open call at once, at most. */
    public synchronized int mostExecutions() {
        return mostExecutions;
    }

    /** Measures the most from now on. */
    public synchronized void measureAgain() {
        mostItems = openItems;
        mostExecutions = openByExecution.size();
    }

    /**
     * For each call that was cut off by the death of its node: how long until another node made the same call. Calls that nobody
     * had to make again are left out.
     */
    public List<Duration> takeovers(Set<String> dead) {
        var cut = new HashMap<String, Call>();
        var waits = new ArrayList<Duration>();
        for (var call : calls()) {
            var before = cut.remove(call.about());
            if (before != null) {
                waits.add(Duration.ofNanos(call.begun() - before.ended()));
            }
            if (call.end() == End.CUT && dead.contains(call.node())) {
                cut.put(call.about(), call);
            }
        }
        return waits;
    }

    @Override
    public void close() throws IOException {
        force();
        file.close();
    }
}
