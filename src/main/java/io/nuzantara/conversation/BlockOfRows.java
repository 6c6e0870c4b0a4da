package io.nuzantara.conversation;

import io.nuzantara.conversation.reading.SourceRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Checks and stores one block of records of a file, inside the caller's transaction. */
final class BlockOfRows {

    private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};
    private static final AppliedRows NOTHING = new AppliedRows(Set.of(), Set.of(), List.of(), 0);

    private final ImportFile file;
    private final ImportType type;
    private final ImportContext context;
    private final List<CheckedRow.Refused> refused = new ArrayList<>();

    BlockOfRows(ImportFile file, ImportType type, ImportContext context) {
        this.file = file;
        this.type = type;
        this.context = context;
    }

    /** Stores the block and moves the file on by it; returns the file as it is then. */
    ImportFile store(
            List<SourceRecord> records, long bytesRead, ImportFiles files, RefusedFile refusedFile, JsonMapper json) {
        var rows = withoutDuplicates(checked(records), files);
        var applied = rows.isEmpty() ? NOTHING : type.apply(rows, context);
        refused.addAll(applied.refused());
        refused.sort(Comparator.comparingLong(CheckedRow.Refused::number));
        var refusedBytes = refused.isEmpty()
                ? file.refusedBytes()
                : refusedFile.append(file.refusedBytes(), refused, originals(records));
        var created = applied.created().size();
        var updated = applied.updated().size();
        var after = file.advanced(
                records.size(),
                bytesRead,
                created,
                updated,
                rows.size() - created - updated - applied.refused().size(),
                refused.size(),
                warnings(rows, applied, json),
                refusedBytes);
        files.show(file, refused);
        files.advance(file, after);
        return after;
    }

    private List<CheckedRow.Accepted> checked(List<SourceRecord> records) {
        var accepted = new ArrayList<CheckedRow.Accepted>();
        for (var record : records) {
            switch (check(record)) {
                case CheckedRow.Accepted row -> accepted.add(row);
                case CheckedRow.Refused row -> refused.add(row);
            }
        }
        return accepted;
    }

    private CheckedRow check(SourceRecord record) {
        return switch (record) {
            case SourceRecord.Damaged(var number, var damage) ->
                new CheckedRow.Refused(number, "", RefusalCode.valueOf(damage.name()));
            case SourceRecord.Row row -> type.check(row.number(), row.fields(), context);
        };
    }

    /** The first row of an id stands, in the block as in the whole file. */
    private List<CheckedRow.Accepted> withoutDuplicates(List<CheckedRow.Accepted> rows, ImportFiles files) {
        var first = new LinkedHashMap<String, CheckedRow.Accepted>();
        rows.forEach(row -> first.putIfAbsent(row.id(), row));
        var met = files.meet(file, List.copyOf(first.keySet()));
        var fresh =
                first.values().stream().filter(row -> met.contains(row.id())).toList();
        var kept = new HashSet<Long>();
        fresh.forEach(row -> kept.add(row.number()));
        rows.stream()
                .filter(row -> !kept.contains(row.number()))
                .forEach(row -> refused.add(new CheckedRow.Refused(row.number(), "id", RefusalCode.DUPLICATE_ID)));
        return fresh;
    }

    /** What the refused rows said; not of those whose characters no file can carry. */
    private Map<Long, ObjectNode> originals(List<SourceRecord> records) {
        var numbers = new HashSet<Long>();
        refused.stream()
                .filter(row -> row.code() != RefusalCode.INVALID_CHARACTER)
                .forEach(row -> numbers.add(row.number()));
        var originals = new HashMap<Long, ObjectNode>();
        for (var record : records) {
            if (record instanceof SourceRecord.Row row && numbers.contains(row.number())) {
                originals.put(row.number(), row.fields());
            }
        }
        return originals;
    }

    private String warnings(List<CheckedRow.Accepted> rows, AppliedRows applied, JsonMapper json) {
        var counts = json.readValue(file.warnings(), COUNTS);
        var withdrawn = new HashSet<Long>();
        applied.refused().forEach(row -> withdrawn.add(row.number()));
        rows.stream()
                .filter(row -> !withdrawn.contains(row.number()))
                .flatMap(row -> row.warnings().stream())
                .forEach(warning -> counts.merge(warning.code(), 1L, Long::sum));
        if (applied.warned() > 0) {
            counts.merge(WarningCode.UNKNOWN_CLIENT.code(), applied.warned(), Long::sum);
        }
        return json.writeValueAsString(counts);
    }
}
