package io.nuzantara.database.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A backup file that is read. Whoever wrote or changed it is not trusted: what it says is compared with what it holds. */
public final class BackupFile implements AutoCloseable {

    private static final int LONGEST_MANIFEST = 16 << 20;

    private final Path path;
    private final ZipFile zip;
    private final Manifest manifest;

    private BackupFile(Path path, ZipFile zip, Manifest manifest) {
        this.path = path;
        this.zip = zip;
        this.manifest = manifest;
    }

    /**
     * Opens a file and reads its manifest.
     *
     * @throws BackupRefused when it is cut off, damaged or no backup
     */
    public static BackupFile open(Path path) {
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new BackupRefused("There is no file %s that can be read: name a backup.".formatted(path));
        }
        try {
            return opened(path, new ZipFile(path.toFile()));
        } catch (IOException e) {
            throw damaged(path, e);
        }
    }

    private static BackupFile opened(Path path, ZipFile zip) throws IOException {
        try {
            return new BackupFile(path, zip, Manifest.of(manifest(zip)));
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static byte[] manifest(ZipFile zip) throws IOException {
        var entry = zip.getEntry(Snapshot.MANIFEST);
        if (entry == null || entry.getSize() > LONGEST_MANIFEST) {
            throw new IOException("it has no manifest");
        }
        try (var in = zip.getInputStream(entry)) {
            var bytes = in.readNBytes(LONGEST_MANIFEST);
            var sum = new CRC32();
            sum.update(bytes);
            if (sum.getValue() != entry.getCrc()) {
                throw new IOException("its manifest was changed");
            }
            return bytes;
        }
    }

    private static BackupRefused damaged(Path path, Exception cause) {
        return new BackupRefused(
                "%s is no whole backup (%s): take another one.".formatted(path, cause.getMessage()), cause);
    }

    public Manifest manifest() {
        return manifest;
    }

    /**
     * Reads everything once and compares all sums.
     *
     * @throws BackupRefused when one byte differs, or a table is missing or too many
     */
    public void verify() {
        var expected = Stream.concat(
                        Stream.of(Snapshot.MANIFEST),
                        manifest.tables().stream().map(table -> Snapshot.entry(table.name())))
                .collect(Collectors.toSet());
        var found = zip.stream().map(ZipEntry::getName).collect(Collectors.toSet());
        if (!found.equals(expected)) {
            throw damaged(path, new IOException("its tables are not those of its manifest"));
        }
        manifest.tables().forEach(this::verify);
    }

    private void verify(Manifest.Table table) {
        try (var in = new DigestInputStream(open(table), Tally.sha256())) {
            var bytes = in.transferTo(OutputStream.nullOutputStream());
            var sum = Tally.hex(in.getMessageDigest().digest());
            if (bytes != table.content().bytes() || !sum.equals(table.content().sha256())) {
                throw new IOException("the rows of " + table.name() + " were changed");
            }
        } catch (IOException e) {
            throw damaged(path, e);
        }
    }

    /** The rows of a table. */
    InputStream open(Manifest.Table table) throws IOException {
        return zip.getInputStream(zip.getEntry(Snapshot.entry(table.name())));
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new IllegalStateException("a file cannot be closed", e);
        }
    }
}
