package io.nuzantara.conversation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows of a block that belong to a client, parted by whether that client is known. */
record KnownClients(List<CheckedRow.Accepted> known, List<CheckedRow.Accepted> unknown) {

    static KnownClients of(List<CheckedRow.Accepted> rows, ClientStatements clients, ImportContext context) {
        var ids = rows.stream().flatMap(row -> client(row).stream()).collect(Collectors.toSet());
        var known = clients.known(context.source(), ids);
        return new KnownClients(
                rows.stream().filter(row -> isKnown(row, known)).toList(),
                rows.stream().filter(row -> !isKnown(row, known)).toList());
    }

    private static boolean isKnown(CheckedRow.Accepted row, Set<String> known) {
        return client(row).map(known::contains).orElse(true);
    }

    private static Optional<String> client(CheckedRow.Accepted row) {
        return row.values().hasNonNull("client_id")
                ? Optional.of(row.values().get("client_id").stringValue())
                : Optional.empty();
    }

    /** The rows of unknown clients as refusals. */
    List<CheckedRow.Refused> refused() {
        return unknown.stream()
                .map(row -> new CheckedRow.Refused(row.number(), "client_id", RefusalCode.UNKNOWN_CLIENT))
                .toList();
    }
}
