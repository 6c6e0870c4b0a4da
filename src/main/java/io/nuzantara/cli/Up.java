package io.nuzantara.cli;

import io.nuzantara.cli.LocalService.Logs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The service itself, in the foreground. */
@Command(name = "up", description = "Start the service, in the foreground.")
class Up implements Callable<Integer> {

    private final Class<?> application;
    private final Surroundings surroundings;

    @Mixin
    private final Common common = new Common();

    @Option(names = "--port", paramLabel = "PORT", description = "0 picks a free one (else PORT, else 8000).")
    private @Nullable Integer port;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "Health and metrics (else MANAGEMENT_PORT, else the port above; 0 when --port is 0).")
    private @Nullable Integer managementPort;

    @Option(names = "--address", paramLabel = "ADDRESS", description = "Address to listen on (default 127.0.0.1).")
    private @Nullable String address;

    @Option(names = "--role", paramLabel = "ROLE", description = "all, agents or orchestrator (default all).")
    private @Nullable String role;

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description = "Variables as NAME=VALUE lines; the environment wins.")
    private @Nullable Path envFile;

    @Option(names = "--migrate-only", description = "Bring the database up to date and exit.")
    private boolean migrateOnly;

    Up(Class<?> application, Surroundings surroundings) {
        this.application = application;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (migrateOnly) {
            LocalService.migrate(settings(), Logs.seenBy(surroundings));
            common.output(surroundings).line("The database is up to date.");
            common.output(surroundings).document(Json.object().put("migrated", true));
            return 0;
        }
        try (var service = LocalService.start(application, settings(), Logs.seenBy(surroundings))) {
            var welcome = Welcome.of(service, "./nuzantara import PATH, then ./nuzantara cycle --wait");
            welcome.print(common.output(surroundings));
            common.output(surroundings).document(welcome.json());
            service.awaitStop();
            return 0;
        }
    }

    private List<String> settings() {
        var settings = new ArrayList<String>();
        add(settings, "server.port", port);
        add(settings, "management.server.port", managementPort);
        add(settings, "server.address", address);
        add(settings, "nuzantara.role", role);
        add(settings, "nuzantara.env-file", envFile == null ? null : envFile.toAbsolutePath());
        add(settings, "nuzantara.data-dir", common.data == null ? null : common.dataDirectory(surroundings));
        if (common.verbose) {
            settings.add("--logging.level.root=info");
        }
        return settings;
    }

    private static void add(List<String> settings, String name, @Nullable Object value) {
        if (value != null) {
            settings.add("--" + name + "=" + value);
        }
    }
}
