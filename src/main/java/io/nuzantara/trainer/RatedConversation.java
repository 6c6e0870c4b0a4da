package io.nuzantara.trainer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that somebody rated.
 *
 * @param clientKey who talked; a conversation without client counts as its own client
 * @param score mean of the votes, else the rating
 * @param judgedAt when it was rated, else its last message
 * @param assistantTurns messages by the assistant
 * @param staffTurns messages by people of the business
 */
record RatedConversation(
        long id,
        String clientKey,
        @Nullable String topic,
        @Nullable String language,
        boolean timesEstimated,
        @Nullable String firstName,
        @Nullable Boolean closed,
        double score,
        Instant judgedAt,
        int assistantTurns,
        int staffTurns) {

    /** People wrote more of the answers: nobody can tell whose rating it is. */
    boolean staffLed() {
        return staffTurns > assistantTurns;
    }
}
