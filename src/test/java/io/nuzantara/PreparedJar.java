package io.nuzantara;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged program in a directory that {@code deploy/image/prepare} made, as the image has it: it starts in a third of the time. */
public final class PreparedJar {

    private static final long LIMIT_MINUTES = 6;

    private final Path directory;

    private PreparedJar(Path directory) {
        this.directory = directory;
    }

    /** The jar of these sources, which {@code mvn package} makes. */
    public static Path jar() {
        return Path.of(System.getProperty("nuzantara.jar", "target/nuzantara.jar"))
                .toAbsolutePath();
    }

    /** Prepared anew in this directory. */
    public static PreparedJar in(Path directory) {
        prepare(directory);
        return new PreparedJar(directory);
    }

    /** One for all tests: prepared once for each jar. */
    public static PreparedJar shared() {
        return Shared.PREPARED;
    }

    private static final class Shared {

        private static final PreparedJar PREPARED =
                unlessDone(Path.of("target/prepared").toAbsolutePath());

        /** Several JVMs test at the same time: the first prepares, the others wait for it. */
        private static PreparedJar unlessDone(Path directory) {
            try (var lock = FileChannel.open(directory.resolveSibling("prepared.lock"), CREATE, WRITE);
                    var _ = lock.lock()) {
                var done = directory.resolve("prepared-from");
                var source = jar() + " of " + Files.getLastModifiedTime(jar());
                if (!Files.exists(done) || !Files.readString(done).equals(source)) {
                    Files.deleteIfExists(done);
                    prepare(directory);
                    Files.writeString(done, source);
                }
                return new PreparedJar(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void prepare(Path directory) {
        var builder = new ProcessBuilder("sh", "deploy/image/prepare", jar().toString(), directory.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            Files.createDirectories(directory);
            var log = directory.resolve("prepare.log");
            var process = builder.redirectErrorStream(true)
                    .redirectOutput(Redirect.to(log.toFile()))
                    .start();
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroy();
                throw new IllegalStateException("deploy/image/prepare failed: " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The command line up to the program's own arguments. */
    public List<String> command(List<String> options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + directory.resolve("jvm.args"));
        command.addAll(options);
        command.addAll(List.of("-jar", directory.resolve("nuzantara.jar").toString()));
        return List.copyOf(command);
    }

    /** Where it lies. */
    public Path directory() {
        return directory;
    }
}
