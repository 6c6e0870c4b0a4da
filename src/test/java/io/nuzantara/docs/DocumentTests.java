package io.nuzantara.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentTests {

    @Test
    void blocksAreToldFromProse() {
        var page = page("""
                # A page
                See [there](there.md#a-heading), `[not](here)`, [web](https://example.org).
                1. First

                   ```sh
                   ./nuzantara status
                     indented
                   ```
                ```text
                # no heading [no link](nowhere.md)
                ```
                ## A page
                ### What `it` costs, really?
                """);

        assertThat(page.blocks())
                .containsExactly(
                        new Block(Path.of("page.md"), 5, "sh", "./nuzantara status\n  indented\n"),
                        new Block(Path.of("page.md"), 9, "text", "# no heading [no link](nowhere.md)\n"));
        assertThat(page.links()).containsExactly("there.md#a-heading");
        assertThat(page.anchors()).containsExactlyInAnyOrder("a-page", "a-page-1", "what-it-costs-really");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sh                           | Typed[]",
                "sh service                   | Service[]",
                "sh not-run=\"needs a cluster\" | NotRun[reason=needs a cluster]",
                "sh not-run=\"\"              | Unknown[]",
                "sh not-run                   | Unknown[]",
                "sh skip                      | Unknown[]"
            })
    void theWordsBehindAFenceSayWhatIsDoneWithIt(String info, String use) {
        assertThat(new Block(Path.of("page.md"), 1, info, "").use()).hasToString(use);
    }

    private static Document page(String text) {
        return Document.of(Path.of("page.md"), List.of(text.split("\n", -1)));
    }
}
