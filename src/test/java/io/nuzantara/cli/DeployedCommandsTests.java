package io.nuzantara.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuzantara.Application;
import io.nuzantara.deployment.DeploymentFiles;
import java.util.List;
import java.util.Map.Entry;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

/** What the files of the deployment tell the program to do is something it can do. */
class DeployedCommandsTests {

    static Stream<Entry<String, List<String>>> commands() {
        return DeploymentFiles.commands().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theProgramUnderstandsIt(Entry<String, List<String>> command) {
        assertThatCode(() -> parse(command.getValue())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"up --migrate-onyl", "upp", "up --role"})
    void aTypingErrorWouldBeFound(String command) {
        assertThatThrownBy(() -> parse(List.of(command.split(" ")))).isInstanceOf(ParameterException.class);
    }

    private static void parse(List<String> command) {
        new Nuzantara(Application.class, Surroundings.ofThisProcess())
                .commands(command)
                .parseArgs(command.toArray(String[]::new));
    }
}
