package io.nuzantara.telemetry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sums what statements did over consecutive snapshots, fed one after the other in their order. The growth from one snapshot to
 * the next counts; after a reset counting starts from 0 again, and what an evicted statement was last seen with stays counted.
 * Nothing is ever negative.
 */
final class DeltaWindow {

    private final Map<StatementSample.Key, Track> tracks = new HashMap<>();
    private @Nullable Head first;
    private @Nullable Head last;
    private int snapshots;
    private int resets;
    private long evictions;
    private boolean reset;
    private boolean evicting;

    /** A snapshot that could be read. */
    record Head(long id, Instant takenAt, @Nullable Instant statsReset, long dealloc) {}

    /** The growth of one key. */
    record Growth(StatementSample.Key key, Counters counters, boolean evicted) {}

    /** Begins the next snapshot. */
    void begin(Head head) {
        closeSnapshot();
        var previous = last;
        if (previous == null) {
            first = head;
        } else {
            reset = !Objects.equals(previous.statsReset(), head.statsReset());
            evicting = !reset && head.dealloc() > previous.dealloc();
            resets += reset ? 1 : 0;
            evictions += reset ? head.dealloc() : Math.max(0, head.dealloc() - previous.dealloc());
        }
        last = head;
        snapshots++;
    }

    /** One statement of the snapshot begun last. */
    void add(StatementSample sample) {
        var track = tracks.get(sample.key());
        if (track == null) {
            tracks.put(sample.key(), new Track(sample, snapshots, snapshots == 1 ? Counters.ZERO : sample.counters()));
        } else {
            track.next(sample);
        }
    }

    /** Keys that vanished while the server was forgetting statements. */
    private void closeSnapshot() {
        if (evicting) {
            tracks.values().stream()
                    .filter(track -> track.seen == snapshots - 1)
                    .forEach(track -> track.evicted = true);
        }
    }

    /** Ends the window. */
    List<Growth> end() {
        closeSnapshot();
        evicting = false;
        var growths = new ArrayList<Growth>(tracks.size());
        tracks.forEach((key, track) -> {
            if (track.sum.calls() > 0 || track.evicted) {
                growths.add(new Growth(key, track.sum, track.evicted));
            }
        });
        return growths;
    }

    @Nullable
    Head first() {
        return first;
    }

    @Nullable
    Head last() {
        return last;
    }

    int snapshots() {
        return snapshots;
    }

    int resets() {
        return resets;
    }

    long evictions() {
        return evictions;
    }

    private final class Track {
        private StatementSample last;
        private int seen;
        private Counters sum;
        private boolean evicted;

        Track(StatementSample last, int seen, Counters sum) {
            this.last = last;
            this.seen = seen;
            this.sum = sum;
        }

        void next(StatementSample sample) {
            var absent = seen < snapshots - 1;
            var restarted = !Objects.equals(last.since(), sample.since())
                    || sample.counters().calls() < last.counters().calls();
            if (absent || reset || restarted) {
                sum = sum.plus(sample.counters());
                evicted |= restarted && evicting;
            } else {
                sum = sum.plus(sample.counters().since(last.counters()));
            }
            last = sample;
            seen = snapshots;
        }
    }
}
