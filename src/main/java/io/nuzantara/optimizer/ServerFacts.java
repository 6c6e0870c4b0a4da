package io.nuzantara.optimizer;

import java.util.List;

/** What the server says about tables, sequences and sessions at one moment. */
final class ServerFacts {

    private ServerFacts() {}

    /**
     * A table's need of care.
     *
     * @param modified rows changed since it was last analysed
     */
    record Table(String name, long live, long dead, long modified) {}

    /** A sequence that only counts up, with the share of its range that is used. */
    record Sequence(String name, long lastValue, long maxValue) {}

    /**
     * Sessions of clients.
     *
     * @param used connections open
     * @param limit connections that may be open, those reserved for superusers apart
     * @param longSeconds ages of transactions older than 60 s that are at work
     * @param idleSeconds ages of sessions idle in a transaction for more than 60 s
     * @param blocked sessions that wait for a lock of another
     */
    record Sessions(long used, long limit, List<Long> longSeconds, List<Long> idleSeconds, long blocked) {
        Sessions {
            longSeconds = List.copyOf(longSeconds);
            idleSeconds = List.copyOf(idleSeconds);
        }
    }
}
