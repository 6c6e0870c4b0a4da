package io.nuzantara.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the commands of an administrator: through the running service, or on its database beside it. */
final class Administered extends Remote {

    private static final String SAID_BY_THE_COMMAND = "--logging.level.io.nuzantara.security.KillSwitch=error";

    @Option(
            names = "--database",
            description = "Work on the database of the installation beside its service: no token is needed.")
    private boolean database;

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description = "With --database: variables as NAME=VALUE lines; the environment wins.")
    private @Nullable Path envFile;

    /** The way that the options name. */
    Administration administration(Surroundings surroundings) {
        refuseWrongOptions();
        return database ? beside(surroundings) : new ThroughService(connect(surroundings));
    }

    private Administration beside(Surroundings surroundings) {
        var settings = typed(surroundings, envFile);
        settings.add(SAID_BY_THE_COMMAND);
        return BesideService.open(Place.installation(Place.settings(settings)), surroundings.clock());
    }

    private void refuseWrongOptions() {
        if (database && (url != null || tokenFile != null)) {
            throw wrong("--database asks no service: leave --url and --token-file out");
        }
        if (!database && envFile != null) {
            throw wrong("--env-file says where the database is: add --database");
        }
    }

    private static CommandFailed wrong(String sentence) {
        return new CommandFailed(CommandFailed.USAGE, "usage", sentence);
    }

    /** A further command of this kind, as it is typed for the same installation. */
    String next(String command) {
        return "./nuzantara " + command + (database ? " --database" : "");
    }

    @Override
    String tokenHint() {
        return "Name one with --token-file FILE; where the database is at hand, none is needed: add --database";
    }
}
