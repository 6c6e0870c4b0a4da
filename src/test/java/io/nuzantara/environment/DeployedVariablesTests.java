package io.nuzantara.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.deployment.DeploymentFiles;
import io.nuzantara.environment.Variable.Group;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the files of the deployment set is something the program hears, and can read. */
class DeployedVariablesTests {

    static Stream<Entry<String, Map<String, String>>> places() {
        return DeploymentFiles.variables().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("places")
    void theProgramKnowsEveryVariable(Entry<String, Map<String, String>> place) {
        assertThat(place.getValue().keySet())
                .as(place.getKey())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Catalogue.named(name))
                        .hasValueSatisfying(
                                variable -> assertThat(variable.group()).isIn(Group.KEPT, Group.OURS)));
    }

    @ParameterizedTest
    @MethodSource("places")
    void theProgramCanReadEveryValue(Entry<String, Map<String, String>> place) {
        assertThat(place.getValue())
                .allSatisfy((name, value) -> assertThat(flaw(name, value)).isEmpty());
    }

    @Test
    void aWrongValueWouldBeFound() {
        assertThat(flaw("PORT", "many")).isNotEmpty();
        assertThat(flaw("BACKEND_RAG_URL", "http://agents.example.com")).isNotEmpty();
    }

    /** Of a secret only its file is named, and a placeholder is filled in by whoever deploys. */
    private static String flaw(String name, String value) {
        return name.endsWith("_FILE") || value.startsWith("${")
                ? ""
                : Catalogue.named(name)
                        .flatMap(variable -> variable.format().check().flaw(name, value))
                        .orElse("");
    }
}
