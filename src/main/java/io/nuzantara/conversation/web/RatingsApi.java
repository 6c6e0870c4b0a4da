package io.nuzantara.conversation.web;

import io.nuzantara.conversation.Conversations;
import io.nuzantara.conversation.reading.Texts;
import io.nuzantara.security.Problem;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Ratings of conversations over HTTP. */
@RestController
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class RatingsApi {

    private static final int LONGEST_FEEDBACK = 5_000;
    private static final int LONGEST_RATER = 100;

    private final Conversations conversations;
    private final Clock clock;

    RatingsApi(Conversations conversations, Clock clock) {
        this.conversations = conversations;
        this.clock = clock;
    }

    /** What is sent; without a rater the caller is the rater. */
    record Wish(
            @Nullable Double rating,
            @Nullable String feedback,
            @Nullable Instant ratedAt,
            @Nullable String rater) {}

    @PostMapping("/api/conversations/{id}/rating")
    @PreAuthorize("hasAuthority('data:import')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rate(@PathVariable long id, @RequestBody Wish wish, Principal caller) {
        if (!conversations.rate(id, rating(wish, caller))) {
            throw new Problem(
                    HttpStatus.NOT_FOUND,
                    "conversation-unknown",
                    "Unknown conversation",
                    "There is no conversation of this id.");
        }
    }

    private Conversations.Rating rating(Wish wish, Principal caller) {
        var rating = wish.rating();
        if (rating == null || !(rating >= 1 && rating <= 5)) {
            throw new Problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "rating-out-of-range",
                    "Rating out of range",
                    "A rating is a number from 1 to 5.",
                    List.of(new Problem.Invalid("#/rating", "must be a number from 1 to 5")));
        }
        var rater = wish.rater() == null ? caller.getName() : wish.rater();
        require(isText(rater, LONGEST_RATER) && !rater.isBlank(), "rater", "1 to 100 characters");
        require(isText(wish.feedback(), LONGEST_FEEDBACK), "feedback", "at most 5,000 characters");
        require(isPast(wish.ratedAt()), "rated_at", "a time since 1970 that is not ahead of now");
        return new Conversations.Rating(rating, wish.feedback(), wish.ratedAt(), rater);
    }

    private static boolean isText(@Nullable String text, int longest) {
        return text == null || (text.length() <= longest && Texts.isStorable(text));
    }

    private boolean isPast(@Nullable Instant at) {
        return at == null
                || (at.isAfter(Instant.EPOCH) && at.isBefore(clock.instant().plus(Duration.ofDays(1))));
    }

    private static void require(boolean right, String field, String expected) {
        if (!right) {
            throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "parameter-invalid",
                    "Invalid parameter",
                    "%s must be %s.".formatted(field, expected),
                    List.of(new Problem.Invalid("#/" + field, "must be " + expected)));
        }
    }
}
