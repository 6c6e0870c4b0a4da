package io.nuzantara.alert;

import java.time.Duration;

/** Where notices go. */
interface Channel {

    /** The name as it stands in the table. */
    String name();

    /** Sends one notice; never throws for a fault of the other side. */
    Result send(Notice notice);

    /** What became of a notice. */
    sealed interface Result {
        record Delivered() implements Result {}

        /** Not delivered, or not known to be; {@code pause} is the least time until the next try. */
        record Failed(String reason, Duration pause) implements Result {}
    }
}
