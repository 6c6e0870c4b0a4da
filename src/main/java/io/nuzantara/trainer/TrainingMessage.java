package io.nuzantara.trainer;

/** The outcome in words for people. */
final class TrainingMessage {

    /** What the result says when there is none, word for word as callers know it. */
    static final String NO_HIGH = "No high-rated conversations found";

    private TrainingMessage() {}

    static String of(Examination examination, Draft draft, TrainerSettings settings) {
        if (examination.status().equals(Status.INSUFFICIENT_DATA.code())) {
            return insufficient(examination, settings);
        }
        var found = "%d differences found between %d good and %d bad conversations of %d days"
                .formatted(
                        examination.drivers().size(),
                        examination.discoveryHigh(),
                        examination.discoveryLow(),
                        examination.windowDays());
        if (examination.addressable().isEmpty()) {
            return found + "; none of them can be changed by the prompt.";
        }
        return found + edited(draft);
    }

    private static String insufficient(Examination examination, TrainerSettings settings) {
        return "%s in %d days; at least %d of each are needed. Store ratings with POST /api/conversations/{id}/rating or import them."
                .formatted(counted(examination), examination.windowDays(), settings.smallestClass());
    }

    private static String counted(Examination examination) {
        return examination.high() == 0
                ? "%s and %d low-rated ones".formatted(NO_HIGH, examination.low())
                : "%d high-rated and %d low-rated conversations found".formatted(examination.high(), examination.low());
    }

    private static String edited(Draft draft) {
        if (draft.proposal() == null) {
            return ". There is no patch: %s".formatted(String.join("; ", draft.notes()));
        }
        return draft.created()
                ? "; the edit is drafted in %s of the data directory and has not been tried on held-out conversations."
                        .formatted(draft.patchFile())
                : "; the same edit is proposed already (%s).".formatted(draft.patchFile());
    }
}
