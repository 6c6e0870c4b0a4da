package io.nuzantara.readiness.check;

import io.nuzantara.build.Build;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;

/** All rows of the matrix in the order they are shown. */
public final class Checks {

    /** Over a hundred megabytes are read for it. */
    private static final Supplier<Optional<String>> ALTERED = SingletonSupplier.of(Natives::altered);

    /** The calls of a process do not change while it lives, and each look is eighteen requests to it. */
    private static final Duration CALLS_BELIEVED = Duration.ofMinutes(10);

    private static final Duration PARTS_BELIEVED = Duration.ofHours(1);

    private Checks() {}

    /** The rows of a site. */
    public static List<Check> of(Site site) {
        var build = Build.ofThisProgram();
        var checks = new ArrayList<Check>();
        checks.addAll(program(site, build));
        checks.addAll(place(site));
        checks.addAll(data(site, false));
        checks.add(BackupCheck.nightly(site));
        checks.addAll(work(site));
        checks.add(new ArchitectureCheck(site, build));
        checks.addAll(outside(site));
        return List.copyOf(checks);
    }

    /** The rows for a program that is about to replace an older one: nodes still are older, and migrations are to come. */
    public static List<Check> beforeUpgrade(Site site) {
        var checks = new ArrayList<Check>();
        checks.addAll(program(site, Build.ofThisProgram()));
        checks.addAll(place(site));
        checks.addAll(data(site, true));
        checks.add(BackupCheck.beforeUpgrade(site));
        checks.addAll(List.of(new MigrationsCheck(site), new RoomCheck(site), new InFlightCheck(site)));
        checks.addAll(work(site));
        checks.addAll(outside(site));
        return List.copyOf(checks);
    }

    private static List<Check> program(Site site, Build build) {
        return List.of(
                new CodeCheck(build, ALTERED),
                new Believed(
                        new DependenciesCheck(site.machine(), Exercises.all(), site.isEmbedded()),
                        PARTS_BELIEVED,
                        site.clock()),
                new TestsCheck(build, TestsCheck.ofThisProgram()));
    }

    private static List<Check> place(Site site) {
        return List.of(
                new ImageCheck(site),
                new DiskCheck(site),
                new PortCheck(site),
                new EnvironmentCheck(site),
                new SchedulesCheck(site),
                new ExposureCheck(site));
    }

    private static List<Check> data(Site site, boolean beforeUpgrade) {
        return List.of(new DatabaseCheck(site, beforeUpgrade), new ClockCheck(site));
    }

    private static List<Check> work(Site site) {
        return List.of(
                new Believed(new ApiCheck(site), CALLS_BELIEVED, site.clock()),
                new ErrorsCheck(site),
                new OrchestratorCheck(site),
                new VersionCheck(site),
                new OutboundCheck(site));
    }

    private static List<Check> outside(Site site) {
        return List.of(new LlmCheck(site), new EmbeddingsCheck(site), new SlackCheck(site));
    }
}
