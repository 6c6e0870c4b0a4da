package io.nuzantara.conversation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The refused rows of an import as files that can be mended and sent again.
 *
 * @param files where each lies, by name
 */
public record RefusedRows(SequencedMap<String, Path> files) {

    public RefusedRows {
        files = new TreeMap<>(files);
    }

    /** The name to save it under: the only file, or an archive of all. */
    public String name() {
        return files.size() == 1 ? files.firstEntry().getKey() : "refused.zip";
    }

    /** The media type of {@link #writeTo}. */
    public String mediaType() {
        if (files.size() > 1) {
            return "application/zip";
        }
        return name().endsWith(".csv") ? "text/csv; charset=utf-8" : "application/x-ndjson";
    }

    /** Writes the only file, or an archive of all. */
    public void writeTo(OutputStream out) throws IOException {
        if (files.size() == 1) {
            Files.copy(files.firstEntry().getValue(), out);
            return;
        }
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        for (Map.Entry<String, Path> file : files.entrySet()) {
            zip.putNextEntry(new ZipEntry(file.getKey()));
            Files.copy(file.getValue(), zip);
            zip.closeEntry();
        }
        zip.finish();
    }
}
