package io.nuzantara.benchmark;

import io.nuzantara.Application;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a suite by its name. */
@Command(
        name = "./nuzantara bench",
        mixinStandardHelpOptions = true,
        description = "Prints figures of the machine it runs on; never a pass or fail by time.")
public final class Bench implements Callable<Integer> {

    /** Every suite there is: a new one is a line here. */
    static final List<Suite> SUITES = List.of(
            new ScoringSuite(),
            new ApiSuite(),
            new CrashSuite(),
            new EngineSuite(),
            new CycleSuite(),
            new LoadSuite(),
            new StartSuite());

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "SUITE", description = "See --list.")
    private @Nullable String suite;

    @Option(names = "--list", description = "Show the suites.")
    private boolean list;

    @Option(names = "--out", paramLabel = "FILE", description = "Keep the figures there, as JSON.")
    private @Nullable Path out;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description = "Print the change against the figures of this file.")
    private @Nullable Path compare;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "Of generated data (default 42).")
    private long seed;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many processes the suite crash kills (default 100).")
    private int kills;

    @Option(names = "--simulate", description = "In the suite cycle: 30 days of many businesses instead of figures.")
    private boolean simulate;

    public static void main(String[] arguments) {
        Application.setCarriers();
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() {
        if (list || suite == null) {
            list();
            return 0;
        }
        return SUITES.stream()
                .filter(known -> known.name().equals(suite))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "There is no suite '" + suite + "'. See: ./nuzantara bench --list"))
                .run(new BenchOptions(seed, kills, simulate, out, compare));
    }

    private static void list() {
        SUITES.stream()
                .sorted(Comparator.comparing(Suite::name))
                .forEach(known -> System.out.printf("%-12s %s%n", known.name(), known.shows()));
    }
}
