package io.nuzantara.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an import stands.
 *
 * @param status receiving, running, completed, failed or cancelled
 * @param shiftDays by how many days all times moved, null when they stayed
 * @param shiftReused the days are those of an earlier import of the source
 * @param counts what became of the rows, by type, in the order of storing
 * @param refusals the first refused rows
 */
public record ImportView(
        UUID batchId,
        @Nullable UUID executionId,
        String source,
        String status,
        boolean dryRun,
        @Nullable Integer shiftDays,
        boolean shiftReused,
        Instant createdAt,
        @Nullable Instant finishedAt,
        Progress progress,
        List<Counts> counts,
        List<File> files,
        List<Refusal> refusals) {

    public ImportView {
        counts = List.copyOf(counts);
        files = List.copyOf(files);
        refusals = List.copyOf(refusals);
    }

    /** Rows stored so far, and bytes of the files taken in and in all. */
    public record Progress(long rows, long bytes, long totalBytes) {}

    /** What became of the rows of one type; warnings are rows by code. */
    public record Counts(
            String type,
            long rows,
            @JsonProperty("new") long created,
            long updated,
            long unchanged,
            long refused,
            Map<String, Long> warnings) {}

    /**
     * One file.
     *
     * @param type what it holds, null when it could not be told
     * @param code why nothing, or nothing more, of it was read, null = it was read
     * @param reason the same as a sentence
     */
    public record File(
            String name,
            @Nullable String type,
            @Nullable String code,
            @Nullable String reason) {}

    /** A refused row with what to do about it. */
    public record Refusal(String file, long row, String column, String code, String reason, String fix) {}
}
