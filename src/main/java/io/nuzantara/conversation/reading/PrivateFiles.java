package io.nuzantara.conversation.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner can read (0600). */
public final class PrivateFiles {

    private PrivateFiles() {}

    /** A new file. */
    public static OutputStream create(Path path) throws IOException {
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.newOutputStream(path, StandardOpenOption.WRITE);
    }

    /** Copies a stream into a new file. */
    public static void copy(InputStream in, Path path) throws IOException {
        try (var out = create(path)) {
            in.transferTo(out);
        }
    }
}
