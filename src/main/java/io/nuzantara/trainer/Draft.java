package io.nuzantara.trainer;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of the edit that the drivers ask for.
 *
 * @param proposal the proposal of this edit, also an earlier one with the same diff; null without an edit
 * @param created the proposal is new
 * @param promptChars characters of the prompt after the edit; 0 without one
 * @param notes what was not done and why, for people
 */
record Draft(
        String status,
        @Nullable UUID proposal,
        boolean created,
        @Nullable String patchFile,
        int promptChars,
        List<String> notes) {

    Draft {
        notes = List.copyOf(notes);
    }

    static Draft without(Status status, String note) {
        return new Draft(status.code(), null, false, null, 0, List.of(note));
    }
}
