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
        var codes = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var matcher = PROBLEM.matcher(Files.readString(file));
                while (matcher.find()) {
                    if (matcher.group(2) != null) {
                        codes.add(matcher.group(2));
                    }
                }
            }
        }

        assertThat(codes)
                .hasSizeGreaterThan(10)
                .allSatisfy(code -> assertThat(pages.find(code)).isPresent());
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
