package io.nuzantara.readiness.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the matrix has the rows of the matrix. */
class ReadinessReferenceTests {

    private static final Path PAGE = Path.of("docs", "reference", "readiness.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ((?:`[a-z-]+`(?:, )?)+) \\|");
    private static final Pattern NAME = Pattern.compile("`([a-z-]+)`");

    @TempDir
    private Path data;

    @Test
    void thePageHasEveryRowInTheOrderInWhichItIsShown() throws IOException {
        assertThat(rowsOfThePage()).isEqualTo(ids(Checks.of(new TestSite(data).site())));
    }

    @Test
    void thePageNamesTheRowsThatAnUpgradeAdds() throws IOException {
        var added = ids(Checks.beforeUpgrade(new TestSite(data).site())).stream()
                .filter(id -> !ids(Checks.of(new TestSite(data).site())).contains(id))
                .toList();

        assertThat(added).isNotEmpty();
        assertThat(Files.readString(PAGE))
                .contains(added.stream().map(id -> "`" + id + "`").toList());
    }

    private static List<String> ids(List<Check> checks) {
        return checks.stream().map(Check::id).toList();
    }

    private static List<String> rowsOfThePage() throws IOException {
        return ROW.matcher(Files.readString(PAGE))
                .results()
                .flatMap(row -> names(row.group(1)))
                .toList();
    }

    private static Stream<String> names(String cell) {
        return NAME.matcher(cell).results().map(name -> name.group(1));
    }
}
