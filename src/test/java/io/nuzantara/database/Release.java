package io.nuzantara.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationVersion;

/**
 * A release of this program, as the history of its sources knows it.
 *
 * @param tag such as {@code v1.2.3}
 * @param commit its commit
 */
public record Release(String tag, String commit) {

    private static final Pattern TAG = Pattern.compile("v\\d+(\\.\\d+){1,2}");
    private static final Pattern MIGRATION = Pattern.compile(".*/V(\\d+)__\\w+\\.sql");

    /** The last one before these sources; empty when there was none, or where no history is at hand. */
    public static Optional<Release> last() {
        var here = git("rev-parse", "HEAD");
        return git(
                        "for-each-ref",
                        "--merged=HEAD",
                        "--format=%(refname:short) %(objectname) %(*objectname)",
                        "refs/tags")
                .stream()
                .map(line -> line.split(" ", -1))
                .filter(fields -> TAG.matcher(fields[0]).matches())
                .map(fields -> new Release(fields[0], fields[2].isEmpty() ? fields[1] : fields[2]))
                .filter(release -> !here.contains(release.commit()))
                .max(Comparator.comparing(
                        release -> MigrationVersion.fromVersion(release.tag().substring(1))));
    }

    /** The migrations that it has. */
    public Set<Integer> migrations() {
        return git("ls-tree", "--name-only", commit, "src/main/resources/db/migration/").stream()
                .map(MIGRATION::matcher)
                .filter(file -> file.matches())
                .map(file -> Integer.parseInt(file.group(1)))
                .collect(Collectors.toSet());
    }

    /** Writes its sources as an archive. */
    public void archive(Path zip) {
        git("archive", "--format=zip", "--output=" + zip.toAbsolutePath(), commit);
    }

    private static List<String> git(String... arguments) {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            var git = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var lines = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return git.waitFor() == 0 ? lines : List.of();
        } catch (IOException _) {
            return List.of(); // sources without git have no history
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
