package io.nuzantara.cli;

import io.nuzantara.database.Installation;
import java.nio.file.Path;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Option;

/** The options of the commands that work on the database themselves: they find it as the service does. */
class Place extends Common {

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description = "Variables as NAME=VALUE lines; the environment wins.")
    private @Nullable Path envFile;

    /** The installation that options, environment and files name. */
    Installation installation(Surroundings surroundings) {
        var settings = new ArrayList<String>();
        if (data != null) {
            settings.add("--nuzantara.data-dir=" + dataDirectory(surroundings));
        }
        if (envFile != null) {
            settings.add("--nuzantara.env-file=" + envFile.toAbsolutePath());
        }
        return installation(environment(settings.toArray(String[]::new)));
    }

    private static Environment environment(String... settings) {
        var spring = new SpringApplication(NoBeans.class);
        spring.setWebApplicationType(WebApplicationType.NONE);
        spring.setLogStartupInfo(false);
        spring.setRegisterShutdownHook(false);
        try (var context = spring.run(settings)) {
            return context.getEnvironment();
        } catch (RuntimeException e) {
            throw StartFailures.refusal(e);
        }
    }

    private static Installation installation(Environment environment) {
        var url = environment.getProperty("nuzantara.database-url");
        return new Installation(
                Path.of(environment.getRequiredProperty("nuzantara.data-dir")),
                "false".equals(url) ? null : url,
                environment.getProperty("nuzantara.migration-database-url"));
    }

    /** Settings are read, nothing is made. */
    static final class NoBeans {}
}
