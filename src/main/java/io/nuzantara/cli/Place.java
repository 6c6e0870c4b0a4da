package io.nuzantara.cli;

import io.nuzantara.database.Installation;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Option;

/** The options of the commands that need no service: they find its settings and its database as it does itself. */
class Place extends Common {

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description = "Variables as NAME=VALUE lines; the environment wins.")
    private @Nullable Path envFile;

    /** The settings of the service that options, environment and files name. */
    Environment settings(Surroundings surroundings) {
        return settings(options(surroundings));
    }

    static Environment settings(List<String> options) {
        return ServiceSettings.read(options, settings -> settings);
    }

    /** What was typed, as settings. */
    List<String> options(Surroundings surroundings) {
        return typed(surroundings, envFile);
    }

    /** The installation of that service. */
    Installation installation(Surroundings surroundings) {
        return installation(settings(surroundings));
    }

    static Installation installation(Environment environment) {
        var url = environment.getProperty("nuzantara.database-url");
        return new Installation(
                Path.of(environment.getRequiredProperty("nuzantara.data-dir")),
                "false".equals(url) ? null : url,
                environment.getProperty("nuzantara.migration-database-url"));
    }
}
