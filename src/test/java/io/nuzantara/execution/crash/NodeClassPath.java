package io.nuzantara.execution.crash;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The class path of nodes: that of this process, with each folder of classes put into a jar, because the cache that makes a
 * start cheap (JEP 483, 514) takes jars only.
 */
final class NodeClassPath {

    private NodeClassPath() {}

    static String create(Path directory) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .map(entry -> Files.isDirectory(entry) ? jar(directory, entry) : entry)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path jar(Path directory, Path folder) {
        var jar = directory.resolve(folder.getFileName() + ".jar");
        try (var out = new JarOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)))) {
            for (var file : files(folder)) {
                add(out, folder, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    /** Folders too: without their entries nothing is found by scanning a package. */
    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder)).sorted().toList();
        }
    }

    private static void add(JarOutputStream out, Path folder, Path file) throws IOException {
        var name = folder.relativize(file).toString().replace(File.separatorChar, '/');
        out.putNextEntry(new ZipEntry(Files.isDirectory(file) ? name + "/" : name));
        if (Files.isRegularFile(file)) {
            Files.copy(file, out);
        }
        out.closeEntry();
    }
}
