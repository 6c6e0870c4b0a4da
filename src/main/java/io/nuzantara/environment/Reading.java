package io.nuzantara.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a variable says. */
sealed interface Reading {

    /** Nothing: absent or blank, which counts the same. */
    record Unset() implements Reading {}

    /**
     * A value.
     *
     * @param fromFile it stands in the file that {@code NAME_FILE} names
     */
    record Given(String text, boolean fromFile) implements Reading {}

    /** Nothing that can be used. */
    record Refused(Finding finding) implements Reading {}

    /** Reads one variable of the service out of all there are. */
    static Reading of(Variable variable, Map<String, String> variables) {
        var direct = given(variables, variable.name());
        var file = variable.secret() ? given(variables, variable.fileName()) : null;
        if (direct != null && file != null) {
            return refused(
                    variable.name(),
                    "Both %s and %s are set.".formatted(variable.name(), variable.fileName()),
                    "keep one of them");
        }
        if (file != null) {
            return fromFile(variable, file);
        }
        return direct == null ? new Unset() : checked(variable, direct, false);
    }

    private static @Nullable String given(Map<String, String> variables, String name) {
        var value = variables.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static Reading fromFile(Variable variable, String file) {
        return content(file)
                .map(text -> checked(variable, text, true))
                .orElseGet(() -> refused(
                        variable.fileName(),
                        "%s names a file that cannot be read or is empty.".formatted(variable.fileName()),
                        "write the value into the file and let this user read it"));
    }

    private static Optional<String> content(String file) {
        try {
            var text = Files.readString(Path.of(file)).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IOException | InvalidPathException _) {
            return Optional.empty();
        }
    }

    private static Reading checked(Variable variable, String text, boolean fromFile) {
        return variable.format()
                .check()
                .flaw(variable.name(), text)
                .<Reading>map(flaw -> refused(
                        fromFile ? variable.fileName() : variable.name(),
                        flaw,
                        "write for example %s=%s, or leave it out"
                                .formatted(variable.name(), variable.format().example())))
                .orElseGet(() -> new Given(text, fromFile));
    }

    private static Refused refused(String name, String sentence, String fix) {
        return new Refused(new Finding(Finding.Severity.FAIL, name, sentence, fix));
    }
}
