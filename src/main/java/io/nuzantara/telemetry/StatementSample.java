package io.nuzantara.telemetry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One statement in one snapshot.
 *
 * @param since when the server began to count it; null before PostgreSQL 17
 */
record StatementSample(Key key, Counters counters, @Nullable Instant since) {

    /** What the server counts apart. */
    record Key(long userId, long databaseId, long queryId, boolean topLevel) {}
}
