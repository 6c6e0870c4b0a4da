package io.nuzantara.execution;

import java.util.UUID;

/** What became of the wish to cancel an execution. */
public sealed interface Cancel {

    /** It will end within seconds; asking again changes nothing. */
    record Requested(UUID id) implements Cancel {}

    /** It has ended already. */
    record Finished(UUID id) implements Cancel {}

    /** There is no such execution. */
    record Unknown() implements Cancel {}
}
