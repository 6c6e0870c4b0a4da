package io.nuzantara.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTests {

    private static final Path PAGE = Path.of("docs", "configuration.md");
    private static final Path FRESH = Path.of("target", "configuration.md");

    @Test
    void thePageSaysWhatTheProgramKnows() throws IOException {
        var page = Files.readString(PAGE);

        Files.writeString(FRESH, ConfigurationReference.in(page));

        assertThat(Files.mismatch(PAGE, FRESH))
                .as("%s is behind the code; to bring it up to date: cp %s %s", PAGE, FRESH, PAGE)
                .isEqualTo(-1);
    }

    @Test
    void everyVariableAndEverySettingIsExplained() {
        assertThat(Catalogue.VARIABLES)
                .allSatisfy(variable -> assertThat(variable.meaning()).isNotBlank());
        assertThat(KnownSettings.all())
                .isNotEmpty()
                .filteredOn(setting -> setting.path("name").asString().startsWith("nuzantara."))
                .allSatisfy(setting -> assertThat(setting.path("description").asString(""))
                        .as(setting.toString())
                        .isNotBlank());
    }

    @Test
    void noNameAndNoSettingIsThereTwice() {
        var names = new HashSet<String>();

        assertThat(Catalogue.VARIABLES)
                .allSatisfy(variable -> assertThat(names.add(variable.name())).isTrue());
        assertThat(Catalogue.effective())
                .allSatisfy(variable ->
                        assertThat(names.add(variable.requiredSetting())).isTrue());
    }
}
