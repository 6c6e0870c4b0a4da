package io.nuzantara.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code docs/reference/import-files.md} names every column of every type, and which are needed. */
@ApplicationTest
class ImportReferenceTests {

    private static final Path REFERENCE = Path.of("docs/reference/import-files.md");
    private static final Pattern CODE = Pattern.compile("`([a-z_]+)(\\*?)`");

    @Autowired
    List<ImportType> types;

    @Test
    void everyColumnIsExplained() {
        assertThat(types)
                .hasSizeGreaterThan(3)
                .allSatisfy(type ->
                        assertThat(mentioned(section(type))).as(type.name()).containsAll(type.knownColumns()));
    }

    @Test
    void exactlyTheNeededColumnsAreMarked() {
        assertThat(types)
                .allSatisfy(type -> assertThat(needed(section(type)))
                        .as(type.name())
                        .containsAll(type.requiredColumns())
                        .isSubsetOf(type.knownColumns()));
    }

    private static Set<String> mentioned(String section) {
        return CODE.matcher(section)
                .results()
                .map(code -> code.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> needed(String section) {
        return CODE.matcher(section)
                .results()
                .filter(code -> !code.group(2).isEmpty())
                .map(code -> code.group(1))
                .collect(Collectors.toSet());
    }

    private static String section(ImportType type) {
        try {
            var page = Files.readString(REFERENCE);
            var start = page.indexOf("\n## " + type.name() + "\n");
            assertThat(start).as("a section " + type.name()).isPositive();
            return page.substring(start, page.indexOf("\n## ", start + 1));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
