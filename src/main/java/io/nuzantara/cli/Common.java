package io.nuzantara.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command has. */
class Common {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data directory (else NUZANTARA_DATA_DIR, else the XDG data folder).")
    @Nullable
    Path data;

    @Option(
            names = "--json",
            description = "Exactly one JSON document on stdout; a failure is one JSON line on stderr.")
    boolean json;

    @Option(names = "--no-color", description = "No colours (also NO_COLOR).")
    boolean plain;

    @Option(
            names = {"-q", "--quiet"},
            description = "Results only.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Say more, also about failures.")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    boolean version;

    Path dataDirectory(Surroundings surroundings) {
        return (data == null ? surroundings.dataDirectory() : data)
                .toAbsolutePath()
                .normalize();
    }

    Output output(Surroundings surroundings) {
        var colour = surroundings.terminal() && !plain && surroundings.variable("NO_COLOR") == null;
        return new Output(surroundings, json, quiet, colour, true);
    }
}
