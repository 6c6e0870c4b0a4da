package io.nuzantara.database.backup;

import io.nuzantara.build.Build;
import io.nuzantara.database.LongSession;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * All tables as they were at one moment, written as a zip: one entry for each table, then the manifest, which tells their sums. The
 * service may work meanwhile: nobody waits for a reader.
 */
final class Snapshot {

    static final String MANIFEST = "manifest.json";
    private static final String FOLDER = "tables/";
    private static final int BLOCK = 1 << 16;

    private final LongSession session;
    private final Tables tables;

    Snapshot(LongSession session, String schema) {
        this.session = session;
        this.tables = new Tables(session, schema);
    }

    /** The name of a table's entry. */
    static String entry(String table) {
        return FOLDER + table + ".copy";
    }

    /** Writes everything; the stream stays open. */
    Destination.Written write(OutputStream out) throws SQLException, IOException {
        var holding = tables.holding();
        session.connection().setAutoCommit(false);
        try {
            session.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            // Locks come before the first query, which decides what moment is seen (PostgreSQL manual, LOCK).
            session.execute(holding);
            var counted = new Counted(out);
            var manifest = writeAll(counted);
            return new Destination.Written(manifest, counted.bytes);
        } finally {
            session.connection().rollback();
            session.connection().setAutoCommit(true);
        }
    }

    private Manifest writeAll(OutputStream out) throws SQLException, IOException {
        var takenAt = now();
        var buffered = new BufferedOutputStream(out, BLOCK);
        var zip = new ZipOutputStream(buffered);
        zip.setLevel(Deflater.BEST_SPEED); // the processors belong to the service
        var written = new ArrayList<Manifest.Table>();
        for (var table : tables.all()) {
            zip.putNextEntry(new ZipEntry(entry(table.name())));
            written.add(new Manifest.Table(table.name(), table.columns(), tables.read(table, zip)));
            zip.closeEntry();
        }
        var manifest = new Manifest(
                Manifest.FORMAT,
                Manifest.PRODUCT,
                Build.ofThisProgram().version(),
                tables.version(),
                session.connection().getMetaData().getDatabaseProductVersion(),
                takenAt,
                written);
        zip.putNextEntry(new ZipEntry(MANIFEST));
        zip.write(manifest.json());
        zip.closeEntry();
        zip.finish();
        buffered.flush();
        return manifest;
    }

    private Instant now() {
        return session.jdbc()
                .sql("SELECT statement_timestamp()")
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
    }

    /** Counts what goes through. */
    private static final class Counted extends OutputStream {

        private final OutputStream out;
        private long bytes;

        private Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int single) throws IOException {
            out.write(single);
            bytes++;
        }

        @Override
        public void write(byte[] block, int from, int length) throws IOException {
            out.write(block, from, length);
            bytes += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }
}
