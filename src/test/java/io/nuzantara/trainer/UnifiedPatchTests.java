package io.nuzantara.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnifiedPatchTests {

    private static final Rule CLOSING = Rule.of("next_step", "higher").orElseThrow();
    private static final Rule TONE = Rule.of("apology_share", "lower").orElseThrow();
    private static final String FILLER =
            "You are the assistant of a service business and you answer its clients in full.\n".repeat(40);

    @TempDir
    Path repository = Path.of("");

    @Test
    void theBlobIdIsTheOneGitGives() {
        assertThat(UnifiedPatch.blobId("hello\n")).isEqualTo("ce013625030ba8dba906f756967f9e9ca394464a");
        assertThat(UnifiedPatch.blobId("")).isEqualTo("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
    }

    @ParameterizedTest
    @MethodSource("prompts")
    void gitAppliesThePatchExactlyOnce(String path, String before) throws Exception {
        assumeTrue(hasGit(), "git is not installed");
        var edit = PromptEdit.of(before, List.of(CLOSING, TONE), "en");
        var prompt = repository.resolve(path);
        Files.createDirectories(prompt.getParent());
        Files.writeString(prompt, before);
        Files.writeString(repository.resolve("edit.patch"), UnifiedPatch.of(path, before, edit.text()));
        assertThat(git("init", "-q")).isZero();

        assertThat(git("apply", "--check", "edit.patch")).isZero();
        assertThat(git("apply", "edit.patch")).isZero();

        assertThat(Files.readString(prompt)).isEqualTo(edit.text()).isNotEqualTo(before);
        assertThat(git("apply", "--check", "edit.patch")).isNotZero();
    }

    static Stream<Arguments> prompts() {
        return Stream.of(
                Arguments.of("prompts/system.txt", FILLER + "## Closing\nSay goodbye.\n"),
                Arguments.of("prompts/system.txt", FILLER + "## Closing\nSay goodbye."),
                Arguments.of("prompts/system.txt", (FILLER + "## Closing\nSay goodbye.\n").replace("\n", "\r\n")),
                Arguments.of("prompts/system.txt", FILLER + "\n\n"),
                Arguments.of("my prompts/the system prompt.txt", "# è già così\n" + FILLER));
    }

    private int git(String... arguments) throws IOException, InterruptedException {
        var command = Stream.concat(Stream.of("git", "-c", "core.autocrlf=false"), Stream.of(arguments))
                .toList();
        var process = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .redirectOutput(repository.resolve("git.log").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static boolean hasGit() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "git")));
    }
}
