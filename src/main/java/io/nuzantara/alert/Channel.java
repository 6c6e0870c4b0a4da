package io.nuzantara.alert;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where notices go. */
interface Channel {

    /** The name as it stands in the table. */
    String name();

    /** Least time between two notices. */
    Duration interval();

    /** Whether it leaves every notice to another channel that some node has. */
    default boolean isLastResort() {
        return false;
    }

    /** Sends one notice; never throws for a fault of the other side. */
    Result send(Notice notice);

    /** What became of a notice. */
    sealed interface Result {
        record Delivered() implements Result {}

        /**
         * Not delivered, or not known to be, through no fault of the notice.
         *
         * @param wish least time until the next post that the other side asked for; null = it did not ask
         */
        record Failed(String reason, @Nullable Duration wish) implements Result {}

        /** The other side does not take this notice, others perhaps. */
        record Unfit(String reason) implements Result {}

        /** The other side takes nothing from us until a person changes the configuration. */
        record Refused(String reason) implements Result {}
    }
}
