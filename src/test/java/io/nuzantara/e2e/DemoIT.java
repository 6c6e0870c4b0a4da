package io.nuzantara.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer's first command. */
class DemoIT {

    private static final List<String> NAMES = List.of(
            "Conversation Trainer", "Client Value Predictor", "Knowledge Graph Builder", "Performance Optimizer");

    @TempDir
    Path home;

    @Test
    void theDemoRunsTheMainJobWithoutAnyNetworkAndReportsEveryAgent() throws Exception {
        var loopbackOnly = List.of("unshare", "-rn", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh");
        assumeTrue(
                Program.run(home, Program.process(home, Map.of(), List.of("true"), loopbackOnly))
                                .exitCode()
                        == 0,
                "no network namespaces here: the demo is not run without a network");

        var demo = demo(loopbackOnly);

        assertThat(demo.exitCode()).as(demo.out() + demo.err()).isZero();
        assertThat(demo.out()).contains(NAMES);
        assertThat(demo.out().lines().filter(line -> line.contains("completed")))
                .as(demo.out())
                .hasSizeGreaterThanOrEqualTo(NAMES.size());
    }

    private Program.Result demo(List<String> wrapper) throws Exception {
        var command = new java.util.ArrayList<>(Program.java());
        command.addAll(List.of(
                "demo", "--exit", "--port", "0", "--data", home.resolve("data").toString()));
        return Program.run(home, Program.process(home, Map.of(), command, wrapper));
    }
}
