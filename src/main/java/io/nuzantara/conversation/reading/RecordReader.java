package io.nuzantara.conversation.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of one file, one after another. */
public interface RecordReader extends AutoCloseable {

    /** The header of a table, in lower case; empty for JSON. */
    List<String> columns();

    /** Whether the file is a table (CSV, TSV) and not JSON. */
    boolean table();

    /** The next record, or null after the last. Damage never ends the stream, except that of an archive. */
    @Nullable
    SourceRecord next();

    /** How many bytes of the file on disk have been taken in. */
    long bytesRead();

    @Override
    void close();
}
