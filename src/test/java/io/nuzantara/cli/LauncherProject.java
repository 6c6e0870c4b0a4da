package io.nuzantara.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A source tree with the real launcher, and around it JDK folders and a Maven that are only scripts. */
final class LauncherProject {

    final Path root;
    final Path home;
    final Path folders;
    private final Path tools;
    private final Map<String, String> variables = new LinkedHashMap<>();

    /** The launcher is the repository's, but for the system's folder of JDKs, which lies in the project here. */
    LauncherProject(Path directory) throws IOException {
        root = Files.createDirectories(directory.resolve("nuzantara project"));
        home = Files.createDirectories(directory.resolve("home"));
        folders = Files.createDirectories(directory.resolve("jvm"));
        tools = Files.createDirectories(directory.resolve("tools"));
        var launcher = Files.readString(Path.of("nuzantara"));
        script(root.resolve("nuzantara"), launcher.replace("/usr/lib/jvm/*", "'" + folders + "'/*"));
        Files.createDirectories(root.resolve("src/main"));
        Files.createDirectories(root.resolve(".mvn"));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.writeString(root.resolve("src/main/Some.java"), "class Some {}");
        age(
                root.resolve("pom.xml"),
                root.resolve("src/main/Some.java"),
                root.resolve("src/main"),
                root.resolve(".mvn"));
        maven("mkdir -p target && echo built > target/nuzantara.jar");
        path(jdk(directory.resolve("path jdk"), "17.0.12"));
    }

    /** Sources as they are after a while: older than any build. */
    private static void age(Path... files) throws IOException {
        for (var file : files) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
        }
    }

    /** A Maven that notes each call and then does this. */
    void maven(String action) throws IOException {
        script(tools.resolve("mvn"), """
                #!/bin/sh
                if [ "$1" = -v ]; then echo "Apache Maven 3.9.9 (abc)"; exit 0; fi
                echo "$JAVA_HOME $*" >>'%s'
                %s
                """.formatted(calls(), action));
    }

    void withoutMaven() throws IOException {
        script(tools.resolve("mvn"), """
                #!/bin/sh
                echo "Apache Maven 3.6.3"
                """);
        script(root.resolve("mvnw"), """
                #!/bin/sh
                echo "wrapper $*" >>'%s'
                mkdir -p target && echo built >target/nuzantara.jar
                """.formatted(calls()));
    }

    private Path calls() {
        return tools.resolve("calls");
    }

    List<String> builds() throws IOException {
        return Files.exists(calls()) ? Files.readAllLines(calls()) : List.of();
    }

    /** Makes this JDK's java the one on the PATH. */
    void path(Path jdk) throws IOException {
        Files.deleteIfExists(tools.resolve("java"));
        Files.createSymbolicLink(tools.resolve("java"), jdk.resolve("bin/java"));
    }

    static Path jdk(Path directory, String version) throws IOException {
        var jdk = jre(directory, version);
        script(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        return jdk;
    }

    /** A Java that prints where it is and what it was called with. */
    static Path jre(Path directory, String version) throws IOException {
        java(directory, "echo \"java $0\"\nfor argument in \"$@\"; do echo \"argument $argument\"; done");
        Files.writeString(directory.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return directory;
    }

    static void java(Path directory, String action) throws IOException {
        Files.createDirectories(directory.resolve("bin"));
        script(directory.resolve("bin/java"), "#!/bin/sh\n" + action + "\n");
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    LauncherProject with(String variable, Object value) {
        variables.put(variable, value.toString());
        return this;
    }

    Process start(String shell, String... arguments) throws IOException {
        var command = new ArrayList<>(Arrays.asList(shell.split(" ", -1)));
        command.add(root.resolve("nuzantara").toString());
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools + ":/usr/bin:/bin");
        builder.environment().put("HOME", home.toString());
        builder.environment().putAll(variables);
        return builder.start();
    }

    Ended run(String shell, String... arguments) throws IOException, InterruptedException {
        var process = start(shell, arguments);
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the launcher hangs: " + err);
        }
        return new Ended(process.exitValue(), out, err);
    }

    Stream<String> copies() throws IOException {
        try (var files = Files.list(root.resolve("target/app"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    /** How a launcher ended, and what it said. */
    record Ended(int code, String out, String err) {}
}
