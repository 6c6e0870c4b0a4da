package io.nuzantara.e2e;

import io.nuzantara.database.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;

/** The program of the last release, built once from its sources by its own launcher. */
final class PreviousJar {

    private static final Path CACHE = Path.of("target", "previous").toAbsolutePath();
    private static final int LONGEST_BUILD_MINUTES = 15;

    private PreviousJar() {}

    static Path of(Release release) throws IOException, InterruptedException {
        var jar = CACHE.resolve(release.commit() + ".jar");
        if (!Files.exists(jar)) {
            var sources = CACHE.resolve(release.commit());
            unpack(release, sources);
            build(sources);
            Files.copy(sources.resolve("target/app/nuzantara-1.jar"), jar, StandardCopyOption.REPLACE_EXISTING);
        }
        return jar;
    }

    private static void unpack(Release release, Path sources) throws IOException {
        var archive = Files.createDirectories(sources).resolveSibling(release.commit() + ".zip");
        release.archive(archive);
        try (var zip = new ZipFile(archive.toFile())) {
            for (var entry : zip.stream().filter(each -> !each.isDirectory()).toList()) {
                var file = sources.resolve(entry.getName());
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.copy(zip.getInputStream(entry), file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** The launcher builds what it starts, and keeps a copy. */
    private static void build(Path sources) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("sh", "nuzantara", "--version")
                .directory(sources.toFile())
                .redirectErrorStream(true)
                .redirectOutput(sources.resolve("build.log").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var build = builder.start();
        if (!build.waitFor(LONGEST_BUILD_MINUTES, TimeUnit.MINUTES) || build.exitValue() != 0) {
            build.destroyForcibly();
            throw new IllegalStateException(
                    "the previous release cannot be built; see " + sources.resolve("build.log"));
        }
    }
}
