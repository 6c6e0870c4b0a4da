package io.nuzantara.cli;

import io.nuzantara.readiness.SuccessView;
import io.nuzantara.readiness.SuccessView.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Post-deployment validation and success metrics: whether what was deployed does what it should. */
@Command(
        name = "validate",
        description = "Whether a deployment works: right after it, and an hour, a day, two days later.",
        footer = {"", "Exit codes: 0 all met, 1 something is not met, 2 wrong usage, 3 not reachable."})
class Validate implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final Remote remote = new Remote();

    @Option(
            names = "--orchestrator-url",
            paramLabel = "URL",
            description = "The orchestrator, where it is another process: asks it to look at the agents itself.")
    private @Nullable String orchestratorUrl;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            defaultValue = "now",
            converter = Stages.class,
            description = "now, 1h, 24h or 48h after the deployment (default ${DEFAULT-VALUE}).")
    private String stage = "now";

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = Durations.class,
            description =
                    "Looks again until all is met or nothing more can come, at most this long; starts what would not "
                            + "start by itself: the Knowledge Graph Builder, with 48h the Conversation Trainer.")
    private @Nullable Duration wait;

    @Option(
            names = "--expect",
            paramLabel = "VERSION",
            description = "The version or commit (from 7 digits on) that must run.")
    private @Nullable String expected;

    Validate(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var output = remote.output(surroundings);
        try (var agents = remote.connect(surroundings);
                var orchestrator = orchestratorUrl == null ? agents : remote.connectTo(surroundings, orchestratorUrl)) {
            var validation = new Validation(agents, orchestrator, stage, expected);
            return tell(wait == null ? validation.look() : waiting(validation, wait, output), output);
        }
    }

    /** Looks as long as something may still come; the last look counts. */
    private SuccessView waiting(Validation validation, Duration longest, Output output) {
        var end = surroundings.clock().instant().plus(longest);
        var looks = longest.dividedBy(surroundings.pause());
        try (var progress = new ProgressLine(output)) {
            for (var left = looks; left > 0 && surroundings.clock().instant().isBefore(end); left--) {
                var seen = looked(validation, end, progress);
                if (seen != null && !mayStillCome(seen)) {
                    return seen;
                }
                Follow.pause(surroundings);
            }
        }
        return validation.look();
    }

    /** A service that is only just starting is waited for. */
    private static @Nullable SuccessView looked(Validation validation, Instant end, ProgressLine progress) {
        try {
            var seen = validation.look();
            validation.start(seen, end);
            if (!seen.met()) {
                progress.show("Waiting: " + wanting(seen));
            }
            return seen;
        } catch (CommandFailed failure) {
            if (!Validation.isSilence(failure)) {
                throw failure;
            }
            progress.show(failure.sentence());
            return null;
        }
    }

    private static boolean mayStillCome(SuccessView seen) {
        return seen.lines().isEmpty()
                || seen.lines().stream().anyMatch(line -> line.state().equals("not_yet"));
    }

    private static String wanting(SuccessView seen) {
        return seen.lines().stream()
                .filter(line -> !line.isFine())
                .map(line -> line.title() + ": " + line.says())
                .collect(Collectors.joining(" "));
    }

    private static int tell(SuccessView seen, Output output) {
        output.table(
                List.of("STATE", "WHAT", "WHY"),
                seen.lines().stream().map(Validate::row).toList());
        var release = seen.release();
        if (release != null) {
            output.remark("%s (%s), deployed at %s"
                    .formatted(release.version(), Words.orDash(release.commit()), Words.time(release.since())));
        }
        if (!seen.met()) {
            throw new CommandFailed(
                    CommandFailed.FAILED,
                    "not-met",
                    "Not met: %s See: ./nuzantara preflight".formatted(sentence(seen)),
                    Json.object().set("validation", Json.tree(seen)));
        }
        output.document(seen);
        return 0;
    }

    private static String sentence(SuccessView seen) {
        return seen.release() == null ? "no process has shown itself in the database yet." : wanting(seen);
    }

    private static List<String> row(Line line) {
        return List.of(Words.name(line.state()), line.title(), line.says());
    }
}
