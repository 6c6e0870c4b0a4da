package io.nuzantara.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A row of an import after its check. */
public sealed interface CheckedRow {

    /** Where the row stands in its file. */
    long number();

    /**
     * A row that can be stored.
     *
     * @param id identity within the source and the type
     * @param values what to store by column, times already shifted; a null clears, an absent column stays as it is
     * @param hash of what the source said and of the shift; equal = nothing to do
     * @param newestEvent the latest event of the row as the source has it, null = none
     */
    record Accepted(
            long number,
            String id,
            ObjectNode values,
            String hash,
            List<WarningCode> warnings,
            @Nullable Instant newestEvent)
            implements CheckedRow {
        public Accepted {
            warnings = List.copyOf(warnings);
        }

        /** The columns the source spoke of. */
        public Set<String> given() {
            return Set.copyOf(values.propertyNames());
        }
    }

    /**
     * A row that cannot be stored.
     *
     * @param column empty when the whole row is meant
     */
    record Refused(long number, String column, RefusalCode code) implements CheckedRow {}
}
