package io.nuzantara.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /** What was typed, as settings of the service; what was not is for the environment and its files to say. */
    List<String> typed(Surroundings surroundings, @Nullable Path envFile) {
        var settings = new ArrayList<String>();
        if (data != null) {
            settings.add("--nuzantara.data-dir=" + dataDirectory(surroundings));
        }
        if (envFile != null) {
            settings.add("--nuzantara.env-file=" + envFile.toAbsolutePath());
        }
        return settings;
    }

    Output output(Surroundings surroundings) {
        var colour = surroundings.terminal() && !plain && surroundings.variable("NO_COLOR") == null;
        return new Output(surroundings, json, quiet, colour, true);
    }
}
