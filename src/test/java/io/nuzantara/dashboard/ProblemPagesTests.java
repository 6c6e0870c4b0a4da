package io.nuzantara.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProblemPagesTests {

    private static final Pattern PROBLEM =
            Pattern.compile("new Problem\\(\\s*(?:HttpStatus\\.)?[A-Za-z_.]+,\\s*(\"([a-z0-9-]+)\"|[^,]+),");

    private final ProblemPages pages = new ProblemPages();

    @Test
    void everyProblemOfTheCodeBaseHasItsPage() throws IOException {
        var literals = new TreeSet<String>();
        var computed = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(ProblemPagesTests::throwsProblems).toList()) {
                var matcher = PROBLEM.matcher(Files.readString(file));
                while (matcher.find()) {
                    (matcher.group(2) == null ? computed : literals)
                            .add(matcher.group(2) == null ? matcher.group(1) : matcher.group(2));
                }
            }
        }
        var withPage = pages.all().stream().map(ProblemPages.ProblemHelp::code).toList();

        assertThat(literals).hasSizeGreaterThan(10);
        assertThat(withPage).containsAll(literals);
        // the trainer's two kinds of things
        assertThat(computed).isSubsetOf("what + \"-unknown\"");
        assertThat(withPage).contains("analysis-unknown", "proposal-unknown");
    }

    /** All but the class of problems itself. */
    private static boolean throwsProblems(Path file) {
        return file.toString().endsWith(".java") && !file.endsWith("Problem.java");
    }

    @Test
    void everyPageSaysWhyAndWhatToDo() {
        assertThat(pages.all()).hasSizeGreaterThan(10).allSatisfy(page -> {
            assertThat(page.title()).isNotBlank();
            assertThat(page.why()).isNotBlank();
            assertThat(page.remedy()).isNotBlank();
        });
    }

    @Test
    void anUnknownCodeHasNone() {
        assertThat(pages.find("no-such-problem")).isEmpty();
    }
}
