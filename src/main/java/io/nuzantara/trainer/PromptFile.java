package io.nuzantara.trainer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The current system prompt. */
sealed interface PromptFile {

    /** No prompt is larger than this many bytes. */
    int LARGEST = 1_000_000;

    /**
     * The prompt was read.
     *
     * @param path relative to the repository it lies in, else to the working directory, else its name
     */
    record Found(String path, String text) implements PromptFile {}

    /** There is no prompt to edit; {@code reason} says in one sentence why and what to do. */
    record Unreadable(String reason) implements PromptFile {}

    /** Reads the file; relative names start at the working directory. */
    static PromptFile read(String name) {
        var file = Path.of(name).toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            return new Unreadable(
                    "The prompt file %s does not exist: set nuzantara.trainer.prompt-path to the current prompt."
                            .formatted(name));
        }
        try {
            return Files.size(file) > LARGEST
                    ? new Unreadable("The prompt file %s is larger than %,d bytes.".formatted(name, LARGEST))
                    : new Found(shownAs(file), decoded(Files.readAllBytes(file)));
        } catch (CharacterCodingException e) {
            return new Unreadable("The prompt file %s is not UTF-8 text: save it as UTF-8.".formatted(name));
        } catch (IOException e) {
            return new Unreadable("The prompt file %s cannot be read (%s): check its permissions."
                    .formatted(name, e.getClass().getSimpleName()));
        }
    }

    private static String decoded(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static String shownAs(Path file) {
        for (var folder = file.getParent(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".git"))) {
                return slashes(folder.relativize(file));
            }
        }
        var here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? slashes(here.relativize(file)) : String.valueOf(file.getFileName());
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }
}
