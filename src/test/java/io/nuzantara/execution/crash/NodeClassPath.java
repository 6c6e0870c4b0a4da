package io.nuzantara.execution.crash;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The class path of nodes: that of this process, with folders of classes put into one jar, because the cache that makes a
 * start cheap (JEP 483, 514) takes jars only.
 */
final class NodeClassPath {

    private NodeClassPath() {}

    static String create(Path directory) {
        var entries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        var jar = directory.resolve("node.jar");
        try (var out = new JarOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)))) {
            var written = new HashSet<String>();
            for (var folder : entries.stream().filter(Files::isDirectory).toList()) {
                add(out, folder, written);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Stream.concat(Stream.of(jar), entries.stream().filter(Files::isRegularFile))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void add(JarOutputStream out, Path folder, Set<String> written) throws IOException {
        for (var file : files(folder)) {
            var path = folder.relativize(file).toString().replace(File.separatorChar, '/');
            var name = Files.isDirectory(file) ? path + "/" : path;
            if (written.add(name)) {
                out.putNextEntry(new ZipEntry(name));
                if (Files.isRegularFile(file)) {
                    Files.copy(file, out);
                }
                out.closeEntry();
            }
        }
    }

    /** Folders too: without their entries nothing is found by scanning a package. */
    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder)).sorted().toList();
        }
    }
}
