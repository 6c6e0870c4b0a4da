package io.nuzantara.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the commands that talk to a running service. */
class Remote extends Common {

    private static final String USUAL_URL = "http://127.0.0.1:8000";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The service (else NUZANTARA_URL, else service.url of the data directory, else " + USUAL_URL + ").")
    @Nullable
    String url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "Holds the token (else NUZANTARA_TOKEN or NUZANTARA_TOKEN_FILE, else admin.token of the data directory).")
    @Nullable
    Path tokenFile;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = Durations.class,
            description = "Longest wait for one answer (default ${DEFAULT-VALUE}).")
    Duration timeout = Duration.ofSeconds(30);

    /** The service that the options, the environment or the data directory name. */
    ServiceClient connect(Surroundings surroundings) {
        return new ServiceClient(address(surroundings), token(surroundings), timeout, hints(surroundings));
    }

    /** Another service that takes the same token. */
    ServiceClient connectTo(Surroundings surroundings, String other) {
        return new ServiceClient(checked(other), token(surroundings), timeout, hints(surroundings));
    }

    private ServiceClient.Hints hints(Surroundings surroundings) {
        return new ServiceClient.Hints(demoHint(surroundings), tokenHint());
    }

    /** What to do where no token is found. */
    String tokenHint() {
        return ServiceClient.Hints.NAME_A_TOKEN;
    }

    private URI address(Surroundings surroundings) {
        var variable = surroundings.variable("NUZANTARA_URL");
        if (url != null) {
            return checked(url);
        }
        return checked(variable == null ? written(surroundings) : variable);
    }

    private String written(Surroundings surroundings) {
        var file = content(dataDirectory(surroundings).resolve("service.url"));
        return file == null ? USUAL_URL : file;
    }

    private static URI checked(String text) {
        try {
            var address = URI.create(text.strip().replaceAll("/+$", ""));
            if (("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null
                    && address.getQuery() == null
                    && address.getUserInfo() == null) {
                return address;
            }
        } catch (IllegalArgumentException _) {
            throw badAddress(text);
        }
        throw badAddress(text);
    }

    private static CommandFailed badAddress(String text) {
        return new CommandFailed(
                CommandFailed.USAGE,
                "usage",
                "'%s' is no address of a service. Type it as: --url %s".formatted(text, USUAL_URL));
    }

    private @Nullable String token(Surroundings surroundings) {
        var direct = surroundings.variable("NUZANTARA_TOKEN");
        var file = surroundings.variable("NUZANTARA_TOKEN_FILE");
        if (tokenFile != null) {
            return required(tokenFile);
        }
        if (direct != null && file != null) {
            throw new CommandFailed(
                    CommandFailed.USAGE,
                    "usage",
                    "Both NUZANTARA_TOKEN and NUZANTARA_TOKEN_FILE are set. Keep one: unset NUZANTARA_TOKEN");
        }
        if (file != null) {
            return required(Path.of(file));
        }
        return direct == null ? content(dataDirectory(surroundings).resolve("admin.token")) : direct.strip();
    }

    private static String required(Path file) {
        var token = content(file);
        if (token == null) {
            throw new CommandFailed(
                    CommandFailed.NOT_READY,
                    "token-unreadable",
                    "The token file %s cannot be read. Name another: --token-file FILE".formatted(file));
        }
        return token;
    }

    private static @Nullable String content(Path file) {
        try {
            var text = Files.exists(file) ? Files.readString(file).strip() : "";
            return text.isEmpty() ? null : text;
        } catch (IOException _) {
            return null;
        }
    }

    /** The demo lives in a directory of its own: who looks for it elsewhere is told where it is. */
    private String demoHint(Surroundings surroundings) {
        var demo = dataDirectory(surroundings).resolve("demo");
        return Files.exists(demo.resolve("service.url"))
                ? "The demo is running; add: --data " + demo
                : "Start it with: ./nuzantara up";
    }
}
