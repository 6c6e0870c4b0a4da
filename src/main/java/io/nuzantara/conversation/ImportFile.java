package io.nuzantara.conversation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One file of an import.
 *
 * @param no its place in the order of storing, from 1
 * @param name how its owner calls it
 * @param path where it lies below the directory of the batch
 * @param size bytes on disk
 * @param type of its rows, null when it is not known
 * @param refusedCode why nothing of it was read, null = it is read
 * @param refusedWhy the same as a sentence
 * @param records how many records are stored
 * @param bytesRead how many bytes of it were taken in
 * @param warnings how many rows by code, as JSON
 * @param refusedBytes how long the file of refused rows is
 */
record ImportFile(
        UUID batchId,
        int no,
        String name,
        String path,
        long size,
        @Nullable String type,
        @Nullable String refusedCode,
        @Nullable String refusedWhy,
        long records,
        long bytesRead,
        long created,
        long updated,
        long unchanged,
        long refused,
        String warnings,
        long refusedBytes) {

    static ImportFile readable(UUID batch, int no, String name, String path, long size, String type) {
        return new ImportFile(batch, no, name, path, size, type, null, null, 0, 0, 0, 0, 0, 0, "{}", 0);
    }

    static ImportFile refused(UUID batch, int no, String name, String path, long size, String code, String why) {
        return new ImportFile(batch, no, name, path, size, null, code, why, 0, 0, 0, 0, 0, 0, "{}", 0);
    }

    ImportFile numbered(int place) {
        return new ImportFile(
                batchId,
                place,
                name,
                path,
                size,
                type,
                refusedCode,
                refusedWhy,
                records,
                bytesRead,
                created,
                updated,
                unchanged,
                refused,
                warnings,
                refusedBytes);
    }

    /** The file after one more block. */
    ImportFile advanced(
            int moreRecords,
            long bytes,
            int moreCreated,
            int moreUpdated,
            int moreUnchanged,
            int moreRefused,
            String allWarnings,
            long allRefusedBytes) {
        return new ImportFile(
                batchId,
                no,
                name,
                path,
                size,
                type,
                refusedCode,
                refusedWhy,
                records + moreRecords,
                bytes,
                created + moreCreated,
                updated + moreUpdated,
                unchanged + moreUnchanged,
                refused + moreRefused,
                allWarnings,
                allRefusedBytes);
    }
}
