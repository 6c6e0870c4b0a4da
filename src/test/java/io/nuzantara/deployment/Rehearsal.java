package io.nuzantara.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A checkout with the real deploy script, and around it the tools of the targets, which note each call and keep just enough state
 * to answer the next one. A file {@code fail} names calls that fail.
 */
final class Rehearsal {

    static final String SECRET = "canary-0f4c2b7d-not-to-be-seen";
    static final String IMAGE = "registry.example/nuzantara:1.2.3";

    private final Path root;
    private final Path tools;
    private final Path state;
    private final Map<String, String> variables = new HashMap<>();

    Rehearsal(Path directory) throws IOException {
        root = Files.createDirectories(directory.resolve("a checkout"));
        tools = Files.createDirectories(directory.resolve("tools"));
        state = Files.createDirectories(directory.resolve("state"));
        copy(Path.of("deploy"), root.resolve("deploy"));
        copy(Path.of("compose.yaml"), root.resolve("compose.yaml"));
        script(root.resolve("nuzantara"), tool("nuzantara"));
        for (var name : List.of("fly", "helm", "kubectl", "docker", "git")) {
            script(tools.resolve(name), tool(name));
        }
        write("git-status", "");
        write("git-tag", "v1.2.3");
        write("preflight", "PASS  code      release 1.2.3\n");
        var environment = Files.createDirectories(directory.resolve("variables"));
        Files.writeString(environment.resolve("agents.env"), variables(""));
        Files.writeString(
                environment.resolve("orchestrator.env"), variables("BACKEND_RAG_URL=http://agents.internal:8000\n"));
        Files.writeString(directory.resolve("values.yaml"), "existingSecret: nuzantara\n");
        variables.put("NUZANTARA_TOKEN", SECRET);
        variables.put("NUZANTARA_URL", "https://nuzantara.example");
    }

    private static String variables(String more) {
        return """
                # of a test
                DATABASE_URL=postgresql://nuzantara:%1$s@db.internal/nuzantara
                NUZANTARA_SERVICE_TOKEN=%1$s
                ANTHROPIC_API_KEY=%1$s
                """.formatted(SECRET) + more;
    }

    private String tool(String name) throws IOException {
        var behaviour = Files.readString(Path.of("src/test/resources/deployment/" + name + ".sh"));
        return """
                #!/bin/sh
                state='%s'
                printf '%%s' '%s' >>"$state/calls"
                for argument in "$@"; do printf '\\t%%s' "$argument" >>"$state/calls"; done
                echo >>"$state/calls"
                if [ -f "$state/fail" ] && printf '%%s ' '%s' "$@" | grep -qf "$state/fail"; then
                    echo "that went wrong" >&2
                    exit 1
                fi
                """.formatted(state, name, name) + behaviour;
    }

    /** The calls that contain this fail from now on; nothing = none fails. */
    void failing(String words) {
        if (words.isEmpty()) {
            state.resolve("fail").toFile().delete();
        } else {
            write("fail", words);
        }
    }

    void without(String variable) {
        variables.remove(variable);
    }

    /** What a tool answers by this name; see the tools. */
    void write(String name, String content) {
        try {
            Files.writeString(state.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every call so far, the tool first, then its arguments. */
    List<List<String>> calls() {
        try {
            var file = state.resolve("calls");
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .map(line -> List.of(line.split("\t", -1)))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The calls that contain all these words, each as one line. */
    List<String> calls(String... words) {
        return calls().stream()
                .map(call -> String.join(" ", call))
                .filter(call -> Arrays.stream(words).allMatch(call::contains))
                .toList();
    }

    /** The number of the first call that contains all these words. */
    int position(String... words) {
        var all = calls().stream().map(call -> String.join(" ", call)).toList();
        return all.indexOf(calls(words).getFirst());
    }

    /** What a tool was given on stdin. */
    String stdin() throws IOException {
        return Files.readString(state.resolve("stdin"));
    }

    /** What Compose reads beside its file; a byte for each character, because nobody says in which encoding it is. */
    void env(String content) throws IOException {
        Files.writeString(root.resolve(".env"), content, StandardCharsets.ISO_8859_1);
    }

    String env() throws IOException {
        return Files.readString(root.resolve(".env"), StandardCharsets.ISO_8859_1);
    }

    boolean hasEnv() {
        return Files.exists(root.resolve(".env"));
    }

    Path directory() {
        return root.resolve("..").normalize();
    }

    Ended run(String shell, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(Arrays.asList(shell.split(" ", -1)));
        command.add(root.resolve("deploy/deploy").toString());
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command).directory(directory().toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools + ":/usr/bin:/bin");
        builder.environment().put("HOME", directory().toString());
        builder.environment().putAll(variables);
        return ended(builder);
    }

    /** What becomes of a script that nobody answers. */
    static Ended ended(ProcessBuilder builder) throws IOException, InterruptedException {
        var process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the script hangs: " + out);
        }
        return new Ended(process.exitValue(), out);
    }

    /** How the script ended, with all it said. */
    record Ended(int code, String out) {}

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (var file : all.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
