package io.nuzantara.conversation;

import java.util.List;
import java.util.Set;

/**
 * What storing a block of rows did; rows in none of the sets were there already, unchanged.
 *
 * @param created ids that are new
 * @param updated ids whose stored row changed
 * @param refused rows only the database could refuse, such as those of an unknown client
 * @param warned rows that were kept with a warning of {@code unknown_client}
 */
public record AppliedRows(Set<String> created, Set<String> updated, List<CheckedRow.Refused> refused, long warned) {
    public AppliedRows {
        created = Set.copyOf(created);
        updated = Set.copyOf(updated);
        refused = List.copyOf(refused);
    }
}
