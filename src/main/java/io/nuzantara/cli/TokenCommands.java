package io.nuzantara.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Tokens for programs and people. */
final class TokenCommands {

    private TokenCommands() {}

    /** Stands above the three. */
    @Command(name = "token", description = "Make, list and revoke tokens.", synopsisSubcommandLabel = "COMMAND")
    static class Group {}

    /** Makes a token; its text is shown this once. */
    @Command(name = "create", description = "Make a token; it is shown this once.")
    static class Create implements Callable<Integer> {

        private final Surroundings surroundings;

        @Mixin
        private final Administered remote = new Administered();

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "What it is for.")
        private String name = "";

        @Option(names = "--scope", split = ",", paramLabel = "SCOPE", description = "read, run, ingest, admin, ...")
        private final List<String> scopes = new ArrayList<>();

        @Option(names = "--agents", split = ",", paramLabel = "AGENT", description = "May run these agents only.")
        private final List<String> agents = new ArrayList<>();

        @Option(
                names = "--expires",
                paramLabel = "TIME",
                defaultValue = "90d",
                converter = Durations.class,
                description = "At most 365d (default ${DEFAULT-VALUE}).")
        private Duration expires = Duration.ofDays(90);

        @Option(names = "--out", paramLabel = "FILE", description = "Write it there (0600) instead of showing it.")
        private @Nullable Path out;

        Create(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            var output = remote.output(surroundings);
            try (var administration = remote.administration(surroundings)) {
                if (out != null) {
                    reserve(out);
                }
                var created = administration.createToken(name, wanted(), expiry());
                if (out == null) {
                    output.line(created.path("token").asString(""));
                } else {
                    write(out, created.path("token").asString(""));
                    created.remove("token");
                    created.put("file", out.toString());
                    output.line("Written to " + out);
                }
                output.remark("Token %s, until %s. It is not shown again."
                        .formatted(
                                created.path("id").asString(""),
                                created.path("expires_at").asString("")));
                output.document(created);
                return 0;
            }
        }

        private List<String> wanted() {
            var one = agents.stream().map(agent -> "run:" + agent.replace('-', '_'));
            return Stream.concat(scopes.stream(), one).toList();
        }

        private Instant expiry() {
            return surroundings.clock().instant().plus(expires).truncatedTo(ChronoUnit.SECONDS);
        }

        /** Before the token is made: one that cannot be written would be lost. */
        private static void reserve(Path file) {
            try {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } catch (IOException _) {
                throw new CommandFailed(
                        CommandFailed.USAGE,
                        "usage",
                        "%s exists or cannot be made. Name a new file: --out FILE".formatted(file));
            }
        }

        private static void write(Path file, String token) {
            try {
                Files.writeString(file, token + "\n");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    /** All tokens, never their text. */
    @Command(name = "list", description = "All tokens, without their text.")
    static class ListAll implements Callable<Integer> {

        private final Surroundings surroundings;

        @Mixin
        private final Administered remote = new Administered();

        ListAll(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            var output = remote.output(surroundings);
            try (var administration = remote.administration(surroundings)) {
                var document = administration.tokens();
                output.table(
                        List.of("TOKEN", "NAME", "SCOPES", "EXPIRES", "LAST USED", "REVOKED"),
                        document.path("tokens").valueStream().map(ListAll::row).toList());
                output.document(document);
                return 0;
            }
        }

        private static List<String> row(JsonNode token) {
            return List.of(
                    token.path("id").asString(""),
                    token.path("name").asString(""),
                    Words.joined(token.path("scopes")
                            .valueStream()
                            .map(scope -> scope.asString(""))
                            .toList()),
                    token.path("expires_at").asString("-"),
                    token.path("last_used_at").asString("-"),
                    token.path("revoked_at").asString("-"));
        }
    }

    /** Revokes a token at once. */
    @Command(name = "revoke", description = "Revoke a token; its next request is refused.")
    static class Revoke implements Callable<Integer> {

        private final Surroundings surroundings;

        @Mixin
        private final Administered remote = new Administered();

        @Parameters(paramLabel = "ID", description = "The token's id.")
        private String id = "";

        Revoke(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            var output = remote.output(surroundings);
            try (var administration = remote.administration(surroundings)) {
                administration.revokeToken(id);
                output.line("Revoked " + id);
                output.document(Json.object().put("id", id).put("revoked", true));
                return 0;
            }
        }
    }
}
