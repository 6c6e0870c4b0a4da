package io.nuzantara.conversation.reading;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Unpacks a zip file beside itself, within the limits of a stranger's archive. */
public final class ZipMembers {

    private static final int MOST_ENTRIES = 10_000;

    private ZipMembers() {}

    /**
     * One unpacked file.
     *
     * @param name its plain name in the archive
     * @param path where it lies now
     */
    public record Member(String name, Path path) {}

    /** Whether the file is a zip archive. */
    public static boolean isZip(Path path) {
        try (var in = new BufferedInputStream(Files.newInputStream(path), 64)) {
            return Magic.of(in) == Magic.ZIP;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Unpacks every member, in the order of the archive; folders are left out.
     *
     * @throws FileRefused when the archive is broken, too large, or names a place outside itself
     */
    public static List<Member> unpack(Path zip, Path directory) {
        try (var disk = new CountedStream(Files.newInputStream(zip));
                var in = new ZipInputStream(new BufferedInputStream(disk, 64 * 1024))) {
            var unpacked = new UnpackedStream(in, disk);
            var members = new ArrayList<Member>();
            var entries = 0;
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw new FileRefused("archive_too_large", "The archive has more than 10,000 entries: split it.");
                }
                if (!entry.isDirectory()) {
                    var path = directory.resolve(zip.getFileName() + "-" + entries);
                    Files.deleteIfExists(path);
                    PrivateFiles.copy(unpacked, path);
                    members.add(new Member(plainName(entry), path));
                }
            }
            if (members.isEmpty()) {
                throw new FileRefused("file_empty", "The archive holds no file.");
            }
            return members;
        } catch (UnpackedStream.TooLarge e) {
            throw new FileRefused(
                    "archive_too_large", "The archive unpacks to more than 4 GB or 100 times its size: split it.");
        } catch (ZipException | EOFException e) {
            throw new FileRefused("archive_broken", "The archive cannot be unpacked: pack it again.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String plainName(ZipEntry entry) {
        var name = entry.getName().replace('\\', '/');
        if (name.startsWith("/") || List.of(name.split("/", -1)).contains("..") || !Texts.isStorable(name)) {
            throw new FileRefused("archive_path", "The archive names a place outside itself: pack the files again.");
        }
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
