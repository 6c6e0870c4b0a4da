package io.nuzantara.conversation;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;

/** A block of rows as one JSON array, the way {@code json_to_recordset} reads it. */
final class RowsJson {

    private RowsJson() {}

    /** The rows with their fingerprint ({@code hash}) and the columns the source spoke of ({@code given}), without {@code omitted}. */
    static String of(Collection<CheckedRow.Accepted> rows, Set<String> omitted) {
        var array = JsonNodeFactory.instance.arrayNode();
        for (var row : rows) {
            var object = array.addObject();
            row.values().properties().stream()
                    .filter(value -> !omitted.contains(value.getKey()))
                    .forEach(value -> object.set(value.getKey(), value.getValue()));
            object.put("hash", row.hash());
            var given = object.putArray("given");
            row.given().forEach(given::add);
        }
        return array.toString();
    }

    static String of(Collection<CheckedRow.Accepted> rows) {
        return of(rows, Set.of());
    }

    /** One of the rows a statement stored. */
    record Stored(String id, boolean created) {}

    /** What storing did, from the rows a statement returned. */
    static AppliedRows applied(List<Stored> stored, List<CheckedRow.Refused> refused, long warned) {
        var created = stored.stream().filter(Stored::created).map(Stored::id).toList();
        var updated =
                stored.stream().filter(row -> !row.created()).map(Stored::id).toList();
        return new AppliedRows(Set.copyOf(created), Set.copyOf(updated), refused, warned);
    }
}
