package io.nuzantara.conversation.reading;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Opens a file by what it holds: JSON lines, a JSON array, CSV or TSV, each also compressed with gzip. */
public final class RecordFile {

    private RecordFile() {}

    /**
     * Opens a file; the caller closes the reader.
     *
     * @param path where it lies
     * @param name how its owner calls it; tells a table with tabs from one with commas
     * @throws FileRefused when nothing of it can be read
     */
    public static RecordReader open(Path path, String name) {
        var file = OpenFile.of(path);
        try {
            return reader(file, name.toLowerCase(Locale.ROOT));
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static RecordReader reader(OpenFile file, String name) {
        var start = new String(file.start(8_192), StandardCharsets.ISO_8859_1);
        if (start.isEmpty()) {
            throw new FileRefused("file_empty", "The file is empty.");
        }
        var text = start.stripLeading();
        if (text.startsWith("[") || text.startsWith("{")) {
            return new JsonRecords(file, json(file, text.startsWith("["), start.length() - text.length()));
        }
        if (name.contains(".json") || name.contains(".ndjson")) {
            return new JsonRecords(file, new Lines(file.bytes()));
        }
        var separator = name.contains(".tsv") ? '\t' : ',';
        return new TableRecords(file, new TableLines(file.bytes(), separator), separator);
    }

    private static Pieces json(OpenFile file, boolean array, int blanks) {
        if (!array) {
            return new Lines(file.bytes());
        }
        file.next(() -> {
            for (var i = 0; i <= blanks; i++) {
                file.bytes().read();
            }
            return null;
        });
        return new JsonElements(file.bytes());
    }
}
