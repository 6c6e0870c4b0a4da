package io.nuzantara.conversation;

import io.nuzantara.database.TestDatabase;
import java.time.Clock;

/** Parts of this module, wired by hand for tests of other modules. */
public final class TestConversations {

    private TestConversations() {}

    public static Conversations conversations(TestDatabase database, Clock clock) {
        return new Conversations(database.jdbc(), database.transactions(), clock);
    }
}
