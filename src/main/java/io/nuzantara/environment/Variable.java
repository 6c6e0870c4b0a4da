package io.nuzantara.environment;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One environment variable.
 *
 * @param format what its value must be
 * @param setting the setting it becomes; null = read elsewhere, or without effect
 * @param secret its value is never shown and may also come from a file, {@code NAME_FILE}
 * @param standard what holds while it is unset, for people
 * @param meaning one sentence or less, for people
 */
record Variable(
        String name,
        Group group,
        Format format,
        @Nullable String setting,
        boolean secret,
        String standard,
        String meaning) {

    /** Where a variable belongs. */
    enum Group {
        /** Names that the system before this one had. */
        KEPT,
        OURS,
        /** Read by the commands that call a service. */
        COMMAND_LINE,
        /** Read before the program starts. */
        LAUNCHER,
        /** Names of OpenTelemetry's specification, which Spring Boot maps to its own settings. */
        OPEN_TELEMETRY,
        /** Known from the system before this one, and not listened to. */
        NO_EFFECT
    }

    static Variable of(Group group, String name, @Nullable String setting, Format format) {
        return new Variable(name, group, format, setting, false, "-", "");
    }

    Variable asSecret() {
        return new Variable(name, group, format, setting, true, standard, meaning);
    }

    Variable otherwise(String text) {
        return new Variable(name, group, format, setting, secret, text, meaning);
    }

    Variable means(String text) {
        return new Variable(name, group, format, setting, secret, standard, text);
    }

    String requiredSetting() {
        return Objects.requireNonNull(setting, name);
    }

    /** The variable that names a file with the value. */
    String fileName() {
        return name + "_FILE";
    }
}
