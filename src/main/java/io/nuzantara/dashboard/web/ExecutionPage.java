package io.nuzantara.dashboard.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution.
 *
 * @param live whether it may still change
 * @param notice what became of what the reader has just asked for
 * @param requestedBy name of the caller
 * @param reasons why it is not whole, in words
 * @param progress null while it has no items
 * @param facts what else is known of it, by name
 * @param json the execution as the API answers it
 */
record ExecutionPage(
        ExecutionRow execution,
        boolean live,
        @Nullable String notice,
        Actions actions,
        @Nullable String requestedBy,
        @Nullable Moment ended,
        @Nullable String errorCode,
        List<String> reasons,
        @Nullable ItemProgress progress,
        List<Figure> figures,
        List<Pair> facts,
        List<StepLine> steps,
        List<FailedItem> failedItems,
        List<EffectLine> effects,
        List<EventLine> events,
        String json) {

    /**
     * What the reader may ask for now.
     *
     * @param decide whether something waits for a decision
     */
    record Actions(boolean cancel, boolean retry, boolean retryFailed, boolean decide) {}

    /** How many items are done of how many, in words and as numbers. */
    record ItemProgress(String words, long ended, long total) {}

    /** A name and its value. */
    record Pair(String name, String value) {}

    /** A finished or running step. */
    record StepLine(
            State state,
            String name,
            Moment started,
            @Nullable String duration) {}

    /** An item that was given up, with the reason and how often it was tried. */
    record FailedItem(String kind, String key, String reason, String attempts) {}

    /** A change outside; {@code inDoubt} = nobody can say whether it was made. */
    record EffectLine(
            String kind,
            String key,
            String status,
            @Nullable String externalId,
            boolean inDoubt) {}

    /** Whether a person must look at the other side. */
    public boolean effectInDoubt() {
        return effects.stream().anyMatch(EffectLine::inDoubt);
    }

    /** Something that happened. */
    record EventLine(Moment at, String what, String facts) {}
}
