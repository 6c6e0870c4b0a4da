package io.nuzantara.execution.events;

/** What became of the wish to follow events. */
public sealed interface Opening {

    /** Events are on their way through the connection. */
    record Streaming() implements Opening {}

    /** The execution has ended, and the client knows its last event: there will be nothing more. */
    record Ended() implements Opening {}

    /** There is no such execution. */
    record Unknown() implements Opening {}

    /** The client names an event that does not exist yet. */
    record Ahead(long newest) implements Opening {}

    /** As many clients as a node takes follow already. */
    record TooMany(int limit) implements Opening {}
}
