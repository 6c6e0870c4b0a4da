package io.nuzantara.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Commands that the launcher does before this program starts; here so that the help lists them. */
final class OfLauncher {

    private OfLauncher() {}

    private static CommandFailed needsLauncher(String command, List<String> arguments) {
        return new CommandFailed(
                CommandFailed.USAGE,
                "launcher-needed",
                "'%1$s' builds the program and is done by the launcher of a source tree. Type: ./nuzantara %1$s %2$s"
                        .formatted(command, String.join(" ", arguments))
                        .strip());
    }

    /** The whole verification. */
    @Command(name = "test", description = "Verify everything: mvn verify with the chosen JDK.")
    static class Test implements Callable<Integer> {
        @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "Anything that Maven takes.")
        private final List<String> arguments = new ArrayList<>();

        @Override
        public Integer call() {
            throw needsLauncher("test", arguments);
        }
    }

    /** The benchmarks. */
    @Command(name = "bench", description = "Run a benchmark suite; --list shows them.")
    static class Bench implements Callable<Integer> {
        @Parameters(arity = "0..*", paramLabel = "SUITE", description = "The suite and its options.")
        private final List<String> arguments = new ArrayList<>();

        @Override
        public Integer call() {
            throw needsLauncher("bench", arguments);
        }
    }
}
