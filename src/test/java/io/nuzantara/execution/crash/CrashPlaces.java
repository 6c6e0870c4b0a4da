package io.nuzantara.execution.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The named points of the engine, read from its sources, so that a new one is killed at without being told. */
final class CrashPlaces {

    private static final Path SOURCES = Path.of("src/main/java/io/nuzantara/execution");
    private static final Pattern HIT = Pattern.compile("CrashPoints\\.hit\\(\\s*\"([a-z.-]+)\"\\s*\\)");

    private CrashPlaces() {}

    static List<String> all() {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> HIT.matcher(read(file)).results())
                    .map(hit -> hit.group(1))
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
