package io.nuzantara.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every page can be found, every link leads somewhere, and every command is run by {@code DocsIT} or says why it cannot be. */
class DocumentationTests {

    private static final Set<String> OTHER_NAMES_OF_SH = Set.of("bash", "shell", "console", "zsh", "shell-session");
    private static final Path START = Path.of("README.md");

    private final Map<Path, Document> pages =
            Document.all().stream().collect(Collectors.toMap(Document::path, Function.identity()));

    @Test
    void everyBlockNamesItsLanguage() {
        assertThat(blocks())
                .isNotEmpty()
                .allSatisfy(block -> assertThat(block.language())
                        .as(block.place() + ": say what it is, sh for commands and text for what is printed")
                        .isNotEmpty()
                        .isNotIn(OTHER_NAMES_OF_SH));
    }

    @Test
    void everyShellBlockIsRunOrSaysWhyItCannotBe() {
        assertThat(blocks())
                .filteredOn(Block::isShell)
                .hasSizeGreaterThan(10)
                .allSatisfy(block -> assertThat(block.use())
                        .as(
                                "%s: '%s' is neither sh, nor sh service, nor sh not-run=\"why\"",
                                block.place(), block.info())
                        .isNotInstanceOf(Block.Use.Unknown.class));
    }

    @Test
    void everyLinkLeadsSomewhere() {
        var dead = new ArrayList<String>();
        pages.values()
                .forEach(page -> page.links().stream()
                        .filter(link -> !leadsSomewhere(page, link))
                        .forEach(link -> dead.add(page.path() + " -> " + link)));

        assertThat(dead).isEmpty();
    }

    private boolean leadsSomewhere(Document page, String link) {
        var parts = link.split("#", 2);
        var target = parts[0].isEmpty() ? page.path() : target(page.path(), parts[0]);
        var linked = pages.get(target);
        if (parts.length == 1) {
            return Files.exists(target);
        }
        return linked != null && linked.anchors().contains(parts[1]);
    }

    private static Path target(Path page, String link) {
        return page.resolveSibling(link).normalize();
    }

    /** Decisions and evidence are lists that tell their own names. */
    @Test
    void everyPageCanBeReachedFromTheFirst() {
        var reached = new TreeSet<Path>();
        var next = new ArrayDeque<>(List.of(START));
        while (!next.isEmpty()) {
            var page = next.remove();
            if (pages.containsKey(page) && reached.add(page)) {
                pages.get(page).links().forEach(link -> next.add(target(page, link.replaceFirst("#.*", ""))));
            }
        }

        assertThat(pages.keySet())
                .filteredOn(page -> !page.startsWith("docs/decisions") && !page.startsWith("docs/evidence"))
                .allSatisfy(page -> assertThat(reached).contains(page));
    }

    private List<Block> blocks() {
        return pages.values().stream().flatMap(page -> page.blocks().stream()).toList();
    }
}
