package io.nuzantara.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The global stop. */
final class SwitchCommands {

    private SwitchCommands() {}

    /** Switches it on. */
    @Command(name = "stop", description = "Stop all outgoing work on all nodes, within a second.")
    static class Stop implements Callable<Integer> {

        private final Surroundings surroundings;

        @Mixin
        private final Administered remote = new Administered();

        @Option(
                names = "--reason",
                required = true,
                paramLabel = "R",
                description = "Why, for the people who will ask.")
        private String reason = "";

        Stop(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            var output = remote.output(surroundings);
            try (var administration = remote.administration(surroundings)) {
                var document = administration.stop(reason);
                var stop = document.path("stopped");
                output.line("Stopped by %s since %s: %s"
                        .formatted(
                                stop.path("by").asString("-"),
                                stop.path("since").asString("-"),
                                stop.path("reason").asString("-")));
                output.remark("Nothing starts and nothing is sent. To go on: " + remote.next("resume"));
                output.document(document);
                return 0;
            }
        }
    }

    /** Switches it off. */
    @Command(name = "resume", description = "Let work go on after a stop.")
    static class Resume implements Callable<Integer> {

        private final Surroundings surroundings;

        @Mixin
        private final Administered remote = new Administered();

        Resume(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            var output = remote.output(surroundings);
            try (var administration = remote.administration(surroundings)) {
                var document = administration.resume();
                if (document.path("stopped").isObject()) {
                    throw new CommandFailed(
                            CommandFailed.FAILED,
                            "stopped",
                            "Somebody has stopped everything again: %s. See: ./nuzantara status"
                                    .formatted(document.path("stopped")
                                            .path("reason")
                                            .asString("-")),
                            document);
                }
                output.line("Work goes on.");
                output.document(document);
                return 0;
            }
        }
    }
}
