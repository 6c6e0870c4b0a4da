package io.nuzantara.cli;

import io.nuzantara.orchestrator.CycleLine;
import io.nuzantara.orchestrator.PlanView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Cycles: start one, list them, ask what one would do. */
final class CycleCommands {

    private CycleCommands() {}

    /** Starts a cycle, or lists the last ones. */
    @Command(name = "cycle", description = "Start a cycle now; prints its id.")
    static class Cycle implements Callable<Integer> {

        private final Surroundings surroundings;

        @Mixin
        private final Remote remote = new Remote();

        @Option(names = "--wait", description = "Follow it to its end and print the report.")
        private boolean wait;

        @Option(names = "--list", description = "Start nothing; list the last cycles.")
        private boolean list;

        Cycle(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            var output = remote.output(surroundings);
            try (var service = remote.connect(surroundings)) {
                return list ? list(service, output) : start(service, output);
            }
        }

        private int start(ServiceClient service, Output output) {
            var cycle = new CycleRun(service, output);
            var started = cycle.start();
            var id = started.path("cycle_id").asString("");
            if (wait) {
                cycle.tell(cycle.follow(id));
                return 0;
            }
            output.line(id);
            output.remark("Started. See: ./nuzantara cycle --list");
            output.document(started);
            return 0;
        }

        private static int list(ServiceClient service, Output output) {
            var document = service.get("/api/orchestrator/cycles");
            output.table(
                    List.of("CYCLE", "STATUS", "TRIGGER", "STARTED", "TOOK", "WHAT"),
                    document.path("cycles")
                            .valueStream()
                            .map(cycle -> row(Json.as(cycle, CycleLine.class)))
                            .toList());
            output.document(document);
            return 0;
        }

        private static List<String> row(CycleLine cycle) {
            return List.of(
                    cycle.cycleId().toString(),
                    cycle.status(),
                    cycle.trigger(),
                    Words.time(cycle.startedAt()),
                    Words.orDash(Durations.between(cycle.startedAt(), cycle.finishedAt())),
                    cycle.message());
        }
    }

    /** What would run now and why; runs nothing. */
    @Command(name = "plan", description = "What would run now and why, and what would not; runs nothing.")
    static class Plan implements Callable<Integer> {

        private final Surroundings surroundings;

        @Mixin
        private final Remote remote = new Remote();

        @Option(names = "--explain", description = "Also what was seen, and the rule behind each decision.")
        private boolean explain;

        Plan(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            var output = remote.output(surroundings);
            try (var service = remote.connect(surroundings)) {
                var document = service.get("/api/orchestrator/plan");
                var plan = Json.as(document, PlanView.class);
                CycleText.plan(plan).forEach(output::line);
                if (explain) {
                    CycleText.seen(plan).forEach(output::line);
                }
                output.document(document);
                return 0;
            }
        }
    }
}
