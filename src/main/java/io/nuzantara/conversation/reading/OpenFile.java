package io.nuzantara.conversation.reading;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The bytes of one file, unpacked where it is compressed, and the end that a broken archive gives it. */
final class OpenFile implements AutoCloseable {

    private final CountedStream disk;
    private final BufferedInputStream content;
    private final ByteStream bytes;
    private boolean broken;
    private long pieces;

    private OpenFile(CountedStream disk, BufferedInputStream content) {
        this.disk = disk;
        this.content = content;
        this.bytes = new ByteStream(content);
    }

    /** @throws FileRefused when it is an archive inside an archive, or not UTF-8 by its first bytes */
    static OpenFile of(Path path) {
        try {
            var disk = new CountedStream(Files.newInputStream(path));
            var raw = new BufferedInputStream(disk, 64 * 1024);
            var content = Magic.of(raw) == Magic.GZIP ? unpacked(raw, disk) : raw;
            if (Magic.of(content) == Magic.GZIP || Magic.of(content) == Magic.ZIP) {
                disk.close();
                throw new FileRefused("nested_archive", "The file is an archive inside an archive: unpack it first.");
            }
            if (Magic.of(content) == Magic.UTF16) {
                disk.close();
                throw new FileRefused("encoding_unsupported", "The file is UTF-16: save it as UTF-8.");
            }
            if (Magic.of(content) == Magic.UTF8_MARK) {
                content.skipNBytes(3);
            }
            return new OpenFile(disk, content);
        } catch (ZipException | EOFException e) {
            throw new FileRefused("archive_broken", "The archive cannot be unpacked: pack it again.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedInputStream unpacked(InputStream raw, CountedStream disk) throws IOException {
        return new BufferedInputStream(new UnpackedStream(new GZIPInputStream(raw, 64 * 1024), disk), 64 * 1024);
    }

    ByteStream bytes() {
        return bytes;
    }

    /** The first bytes of the content, which are read again afterwards. */
    byte[] start(int length) {
        try {
            content.mark(length);
            var start = content.readNBytes(length);
            content.reset();
            return start;
        } catch (ZipException | EOFException e) {
            throw new FileRefused("archive_broken", "The archive cannot be unpacked: pack it again.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next piece; an archive that breaks off or unpacks without end closes the stream with one piece of damage. */
    @Nullable
    Piece next(Pieces source) {
        if (broken) {
            return null;
        }
        try {
            pieces++;
            return source.next();
        } catch (UnpackedStream.TooLarge e) {
            broken = true;
            return new Piece.Broken(pieces, Damage.ARCHIVE_TOO_LARGE);
        } catch (ZipException | EOFException e) {
            broken = true;
            return new Piece.Broken(pieces, Damage.ARCHIVE_BROKEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long bytesRead() {
        return disk.count();
    }

    @Override
    public void close() {
        try {
            disk.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
