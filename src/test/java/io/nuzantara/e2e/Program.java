package io.nuzantara.e2e;

import io.nuzantara.PreparedJar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged jar, started in a process of its own with nothing in its environment but what a test gives. */
final class Program {

    private static final long LIMIT_MINUTES = 5;
    /** A small heap, and only the compiler that is quick: these processes live for seconds. */
    private static final List<String> SHORT_LIVED = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1");

    private Program() {}

    /** How a command ended. */
    record Result(int exitCode, String out, String err) {}

    static ProcessBuilder process(Path home, Map<String, String> environment, List<String> arguments) {
        var command = new ArrayList<>(java());
        command.addAll(arguments);
        return process(home, environment, command, List.of());
    }

    static ProcessBuilder process(
            Path home, Map<String, String> environment, List<String> command, List<String> wrapper) {
        var all = new ArrayList<>(wrapper);
        all.addAll(command);
        var builder = new ProcessBuilder(all).directory(home.toFile());
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().putAll(environment);
        return builder;
    }

    /** The command line up to the program's own arguments. */
    static List<String> java() {
        return java(List.of());
    }

    /** The same with further options of the JVM. */
    static List<String> java(List<String> options) {
        return PreparedJar.shared()
                .command(Stream.concat(SHORT_LIVED.stream(), options.stream()).toList());
    }

    /** The same for a jar of another release. */
    static List<String> java(Path jar) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "--enable-native-access=ALL-UNNAMED"));
        command.addAll(SHORT_LIVED);
        command.addAll(List.of("-jar", jar.toString()));
        return List.copyOf(command);
    }

    /** Runs a command to its end. */
    static Result run(Path home, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return run(home, process(home, environment, List.of(arguments)));
    }

    static Result run(Path home, ProcessBuilder builder) throws IOException, InterruptedException {
        var out = Files.createTempFile(home, "out", ".txt");
        var err = Files.createTempFile(home, "err", ".txt");
        var process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("no end after " + LIMIT_MINUTES + " minutes: " + text(out) + text(err));
        }
        return new Result(process.exitValue(), text(out), text(err));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
