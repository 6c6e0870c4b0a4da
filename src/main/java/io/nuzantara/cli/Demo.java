package io.nuzantara.cli;

import io.nuzantara.cli.LocalService.Logs;
import io.nuzantara.demo.DemoSetup;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The service on a sample business of its own, with its first cycle. No variable of the environment reaches it. */
@Command(name = "demo", description = "Start the service on sample data and run a first cycle; needs no key.")
class Demo implements Callable<Integer> {

    private final Class<?> application;
    private final Surroundings surroundings;

    @Mixin
    private final Common common = new Common();

    @Option(names = "--exit", description = "Run one cycle to its end, print the report and stop; 0 if all went well.")
    private boolean exit;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8000",
            description = "0 picks a free one (default 8000).")
    private int port;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "400",
            description = "Size of the business (default 400).")
    private int clients;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "The same seed, the same business (default 42).")
    private long seed;

    @Option(names = "--reset", description = "Forget the demo's data first.")
    private boolean reset;

    @Option(names = "--open", description = "Open the page in the browser.")
    private boolean open;

    Demo(Class<?> application, Surroundings surroundings) {
        this.application = application;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (clients < 10 || clients > 9_999) {
            throw new CommandFailed(
                    CommandFailed.USAGE, "usage", "--clients must be 10 to 9999. Type: ./nuzantara demo --clients 400");
        }
        var directory = new DemoDirectory(common.dataDirectory(surroundings).resolve("demo"));
        if (reset) {
            directory.wipe();
        }
        directory.claim();
        if (open) {
            System.setProperty("java.awt.headless", "false");
        }
        var output = common.output(surroundings);
        try (var service = LocalService.start(application, settings(directory.path()), Logs.TEXT)) {
            greet(service, directory, output);
            return exit ? once(service, output) : stay(service, output);
        }
    }

    private void greet(LocalService service, DemoDirectory directory, Output output) {
        var welcome = Welcome.of(service, "./nuzantara status --data " + directory.path());
        welcome.print(output);
        if (!exit) {
            output.document(welcome.json());
        }
        if (open) {
            Browser.open(welcome.signIn(), output);
        }
    }

    private int once(LocalService service, Output output) {
        firstCycle(service, output);
        return 0;
    }

    /** What went wrong in the first cycle is told; the pages stay. */
    private int stay(LocalService service, Output output) {
        try {
            firstCycle(service, output.withoutDocuments());
        } catch (CommandFailed failed) {
            output.remark(failed.sentence());
        }
        service.awaitStop();
        return 0;
    }

    private void firstCycle(LocalService service, Output output) {
        output.remark("Bringing in the sample business (%d clients, seed %d) ...".formatted(clients, seed));
        service.bean(DemoSetup.class).prepare(seed, clients);
        try (var client = service.client()) {
            var cycle = new CycleRun(client, output);
            cycle.tell(cycle.follow(cycle.startOrJoin()));
        }
    }

    private List<String> settings(Path directory) {
        return List.of(
                "--nuzantara.demo=true",
                "--nuzantara.data-dir=" + directory,
                "--nuzantara.database-url=false",
                "--nuzantara.trainer.prompt-path=" + directory.resolve(DemoSetup.PROMPT),
                "--nuzantara.backup.cron=-",
                "--nuzantara.orchestrator.cron=" + (exit ? "-" : "0 0 * * * *"),
                "--server.port=" + port);
    }
}
