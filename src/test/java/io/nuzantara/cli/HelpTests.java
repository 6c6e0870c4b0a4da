package io.nuzantara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.build.Build;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTests {

    private final CommandLineProbe probe = new CommandLineProbe(HelpTests.class, Path.of("/elsewhere"));

    @Test
    void theListNamesEveryCommand() {
        var typed = probe.type("--help");

        assertThat(typed.code()).isZero();
        assertThat(typed.err()).isEmpty();
        assertThat(typed.out())
                .contains("  up ", "  demo ", "  test ", "  import ", "  run ", "  status ", "  executions ")
                .contains(
                        "  approvals ",
                        "  stop ",
                        "  resume ",
                        "  execution ",
                        "  cycle ",
                        "  plan ",
                        "  bench ",
                        "  token ",
                        "  backup ",
                        "  restore ")
                .contains("Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not ready.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "demo",
                "import",
                "run",
                "status",
                "executions",
                "execution",
                "approvals list",
                "approvals approve",
                "approvals reject",
                "stop",
                "resume",
                "cycle",
                "plan",
                "version",
                "validate",
                "token create",
                "token list",
                "token revoke",
                "backup",
                "restore"
            })
    void everyCommandExplainsItsOptions(String command) {
        var typed = probe.type((command + " --help").split(" ", -1));

        assertThat(typed.code()).isZero();
        assertThat(typed.err()).isEmpty();
        assertThat(typed.out()).contains("Usage: ./nuzantara " + command).contains("--data", "--json", "--no-color");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "status --nonsense",
                "run",
                "execution",
                "execution x --watch --cancel",
                "executions --since soon",
                "approvals",
                "stop",
                "token",
                "status --timeout soon",
                "restore",
                "--json"
            })
    void wrongUsageIsTwoAndPointsToTheHelp(String line) {
        var typed = probe.type(line.split(" ", -1));
        var asJson = probe.type((line + " --json").split(" ", -1));

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err()).contains("--help");
        assertThat(asJson.problem().path("code").asString("")).isEqualTo("usage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "bench"})
    void whatTheLauncherDoesSaysSo(String command) {
        var typed = probe.type(command, "scoring");

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err()).endsWith("Type: ./nuzantara " + command + " scoring\n");
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        var build = Build.ofThisProgram();

        assertThat(probe.type("--version").out())
                .startsWith("Nuzantara " + build.words() + "\n")
                .contains("Java 2");
        assertThat(probe.type("version").out())
                .isEqualTo(probe.type("--version").out());
    }

    @Test
    void programsReadTheCommitFromOneDocument() {
        var build = Build.ofThisProgram();

        var document = probe.type("version", "--json").document();

        assertThat(document.path("version").asString()).isEqualTo(build.version());
        assertThat(document.path("commit").asString()).isEqualTo(build.commit());
        assertThat(document.path("dirty").asBoolean()).isEqualTo(build.dirty());
    }
}
