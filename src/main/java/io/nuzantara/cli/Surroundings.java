package io.nuzantara.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command sees of the machine it runs on.
 *
 * @param in what is typed at a question
 * @param out where results go
 * @param err where everything else goes
 * @param variables the environment
 * @param terminal whether a person looks at the output
 * @param pause between two looks at something that is waited for
 */
record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> variables,
        boolean terminal,
        Duration pause,
        Clock clock) {

    Surroundings {
        variables = Map.copyOf(variables);
    }

    static Surroundings ofThisProcess() {
        return new Surroundings(
                System.in,
                System.out,
                System.err,
                System.getenv(),
                isTerminal(),
                Duration.ofMillis(500),
                Clock.systemUTC());
    }

    @SuppressWarnings("SystemConsoleNull") // null where the runtime image has no console provider
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    /** Asks the person at the terminal; anything but a clear yes is a no. */
    boolean confirms(String question) {
        err.print(question);
        err.flush();
        try {
            var answer = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException _) {
            return false;
        }
    }

    /** A variable's value; null when it is unset or empty, which counts the same. */
    @Nullable
    String variable(String name) {
        var value = variables.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    /** The data directory when no option names one: XDG base directory specification. */
    Path dataDirectory() {
        var chosen = variable("NUZANTARA_DATA_DIR");
        if (chosen != null) {
            return Path.of(chosen);
        }
        var xdg = variable("XDG_DATA_HOME");
        var base = xdg == null ? Path.of(System.getProperty("user.home"), ".local", "share") : Path.of(xdg);
        return base.resolve("nuzantara");
    }
}
