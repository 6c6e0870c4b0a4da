package io.nuzantara.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files that the paths of a command line mean, each under the name by which the batch knows it. */
final class ImportFiles {

    private static final Pattern FORMAT = Pattern.compile("(?i).+\\.(csv|tsv|jsonl|ndjson|json)(\\.gz)?|.+\\.zip");
    private static final Pattern TYPE = Pattern.compile("(?i).*(clients|practices|interactions|conversations).*");

    private ImportFiles() {}

    /**
     * Files by name.
     *
     * @param typed whether the type is given: then every file of a folder with a known ending counts, else its name must tell the type
     */
    static SequencedMap<String, Path> named(List<Path> paths, boolean typed) {
        var files = new LinkedHashMap<String, Path>();
        for (var path : paths) {
            for (var file : meant(path, typed)) {
                if (files.putIfAbsent(file.getFileName().toString(), file) != null) {
                    throw usage("Two files are called %s. Import them one after the other: ./nuzantara import %s"
                            .formatted(file.getFileName(), file));
                }
            }
        }
        return files;
    }

    private static List<Path> meant(Path path, boolean typed) {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        if (!Files.isDirectory(path)) {
            throw usage("There is no file or folder %s. See: ls %s".formatted(path, parent(path)));
        }
        var known = known(path, typed);
        if (known.isEmpty()) {
            throw usage(
                    "No file in %s is known by its name. Name one with its type: ./nuzantara import FILE --type clients"
                            .formatted(path));
        }
        return known;
    }

    private static List<Path> known(Path folder, boolean typed) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> FORMAT.matcher(name(file)).matches())
                    .filter(file -> typed || TYPE.matcher(name(file)).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static Path parent(Path path) {
        var parent = path.toAbsolutePath().normalize().getParent();
        return parent == null ? path : parent;
    }

    private static CommandFailed usage(String sentence) {
        return new CommandFailed(CommandFailed.USAGE, "usage", sentence);
    }
}
