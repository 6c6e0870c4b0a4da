package io.nuzantara.execution.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a stream has come; streams at one place need the same next events.
 *
 * @param execution what it follows; null = all executions people see
 * @param after number of the last event it has: {@code seq} within an execution, {@code feed_no} over all
 */
record Place(@Nullable UUID execution, long after) {

    boolean isOfAll() {
        return execution == null;
    }

    Place movedTo(long number) {
        return new Place(execution, number);
    }
}
