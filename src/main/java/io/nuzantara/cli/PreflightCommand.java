package io.nuzantara.cli;

import io.nuzantara.readiness.Preflight;
import io.nuzantara.readiness.ReadinessView;
import io.nuzantara.readiness.ReadinessView.Row;
import io.nuzantara.readiness.check.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The readiness matrix, without a service. */
@Command(
        name = "preflight",
        description =
                "Whether everything the service needs is there, and how to mend what is not. Needs no service, changes nothing.")
class PreflightCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final Place place = new Place();

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description =
                    "local or production (else production where others can reach the service, on Fly and on Kubernetes).")
    private @Nullable Profile profile;

    @Option(names = "--strict", description = "A warning counts like a failure.")
    private boolean strict;

    @Option(
            names = "--before-upgrade",
            description =
                    "This program is about to replace an older one: pending migrations are shown with what they lock.")
    private boolean beforeUpgrade;

    @Option(names = "--role", paramLabel = "ROLE", description = "all, agents or orchestrator (default all).")
    private @Nullable String role;

    PreflightCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var view = ServiceSettings.read(
                arguments(), settings -> new Preflight(settings, surroundings.clock()).look(profile, beforeUpgrade));
        var output = place.output(surroundings);
        view.rows().forEach(row -> lines(row).forEach(output::line));
        refuseUnlessReady(view);
        output.remark(counts(view));
        output.document(view);
        return 0;
    }

    private List<String> arguments() {
        var settings = new ArrayList<>(place.options(surroundings));
        settings.add("--nuzantara.preflight=true");
        if (role != null) {
            settings.add("--nuzantara.role=" + role);
        }
        if (place.verbose) {
            settings.add("--logging.level.io.nuzantara.readiness=debug");
        }
        return settings;
    }

    /** The row, and below it each line of what mends it. */
    private static Stream<String> lines(Row row) {
        var line = "%-4s  %-13s  %s%s"
                .formatted(row.state().toUpperCase(Locale.ROOT), row.id(), row.sentence(), since(row));
        var fix = row.fix();
        return fix == null
                ? Stream.of(line)
                : Stream.concat(Stream.of(line), fix.lines().map(mends -> "      -> " + mends));
    }

    private static String since(Row row) {
        return row.fix() == null ? "" : " (since %s)".formatted(Words.time(row.since()));
    }

    private void refuseUnlessReady(ReadinessView view) {
        if (!view.isReady(strict)) {
            var bad = view.obstacles(strict).stream().map(Row::id).collect(Collectors.joining(", "));
            throw new CommandFailed(
                    CommandFailed.NOT_READY,
                    "not-ready",
                    "Not ready: %s. What mends it stands below each row; then: ./nuzantara preflight".formatted(bad),
                    Json.object().set("readiness", Json.tree(view)));
        }
    }

    private static String counts(ReadinessView view) {
        return "%d pass, %d warn, %d skipped; profile %s"
                .formatted(
                        view.in("pass").size(),
                        view.in("warn").size(),
                        view.in("skip").size(),
                        view.profile());
    }
}
