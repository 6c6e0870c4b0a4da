package io.nuzantara.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What became of a batch: counts for each type of row, and the files that were not read at all. */
record ImportReport(JsonNode batch) {

    private record Counts(long created, long updated, long unchanged, long refused) {
        Counts plus(Counts other) {
            return new Counts(
                    created + other.created,
                    updated + other.updated,
                    unchanged + other.unchanged,
                    refused + other.refused);
        }

        List<String> row(String type) {
            return List.of(
                    type,
                    Long.toString(created),
                    Long.toString(updated),
                    Long.toString(unchanged),
                    Long.toString(refused));
        }
    }

    static boolean isFinal(JsonNode batch) {
        return batch.path("status").asString("").equals("completed");
    }

    static String standing(JsonNode batch) {
        var records = batch.path("files")
                .valueStream()
                .mapToLong(file -> file.path("records").asLong(0))
                .sum();
        return "import: %s, %d rows".formatted(batch.path("status").asString(""), records);
    }

    void print(Output output) {
        output.line("Batch " + batch.path("batch_id").asString(""));
        output.table(
                List.of("TYPE", "NEW", "UPDATED", "UNCHANGED", "REFUSED"),
                byType().entrySet().stream()
                        .map(type -> type.getValue().row(type.getKey()))
                        .toList());
        refusedFiles()
                .forEach(file -> output.line("%s was not read: %s"
                        .formatted(
                                file.path("name").asString(""),
                                file.path("refused_why").asString(""))));
    }

    private Map<String, Counts> byType() {
        var counts = new LinkedHashMap<String, Counts>();
        batch.path("files")
                .valueStream()
                .filter(file -> !file.hasNonNull("refused_code"))
                .forEach(file -> counts.merge(file.path("type").asString("unknown"), counts(file), Counts::plus));
        return counts;
    }

    private static Counts counts(JsonNode file) {
        return new Counts(
                file.path("new").asLong(0),
                file.path("updated").asLong(0),
                file.path("unchanged").asLong(0),
                file.path("refused").asLong(0));
    }

    private List<JsonNode> refusedFiles() {
        return batch.path("files")
                .valueStream()
                .filter(file -> file.hasNonNull("refused_code"))
                .toList();
    }

    /** Rows refused, and files of which nothing was read. */
    long refused() {
        return refusedFiles().size()
                + byType().values().stream().mapToLong(Counts::refused).sum();
    }

    CommandFailed failure(@Nullable Path written) {
        var next = written == null
                ? "Get them with reasons: ./nuzantara import PATH --refused refused.csv"
                : "Mend and import them: ./nuzantara import " + written;
        return new CommandFailed(
                CommandFailed.FAILED,
                "rows-refused",
                "%d rows or files were refused; all others are kept. %s".formatted(refused(), next),
                Json.object().set("import", batch));
    }
}
