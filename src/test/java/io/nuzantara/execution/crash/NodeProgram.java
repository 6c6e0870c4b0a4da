package io.nuzantara.execution.crash;

import io.nuzantara.database.Outages;
import io.nuzantara.execution.Approvals;
import io.nuzantara.execution.Decided;
import io.nuzantara.execution.Executions;
import io.nuzantara.execution.Parameters;
import io.nuzantara.execution.Start;
import io.nuzantara.execution.StartRequest;
import io.nuzantara.execution.Trigger;
import io.nuzantara.execution.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A node in a process of its own: the real engine with agents made for tests, without web. It is asked by lines on its input
 * ({@code number word arguments...}) and answers each with a line on its output; when its input ends it halts, so that no
 * process outlives its test.
 */
public final class NodeProgram {

    private static final int PARENT_GONE = 3;

    private static final Set<String> MAY_DECIDE = Set.of("prompt:approve");

    private final Executions executions;
    private final Approvals approvals;
    private final PrintStream answers;

    private NodeProgram(ConfigurableApplicationContext context, PrintStream answers) {
        executions = context.getBean(Executions.class);
        approvals = context.getBean(Approvals.class);
        this.answers = answers;
    }

    public static void main(String[] arguments) throws IOException {
        var answers = System.out;
        System.setOut(System.err);
        var application = new SpringApplication(NodeConfiguration.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        var context = application.run(arguments);
        answers.println("ready");
        new NodeProgram(context, answers).obey();
    }

    private void obey() throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var words = line.split(" ", -1);
            Thread.startVirtualThread(() -> answers.println(words[0] + " " + answer(words)));
        }
        Runtime.getRuntime().halt(PARENT_GONE);
    }

    /** Every failure becomes an answer: the parent decides what it means. */
    private String answer(String[] words) {
        try {
            return switch (words[1]) {
                case "start" -> started(words);
                case "approve" -> approved(words).getClass().getSimpleName();
                case "cancel" ->
                    executions.cancel(UUID.fromString(words[2]), "test").toString();
                default -> throw new IllegalArgumentException("no word " + words[1]);
            };
        } catch (RuntimeException e) {
            return (Outages.isOutage(e) ? "away " : "failed ") + e;
        }
    }

    private Decided approved(String[] words) {
        var verdict = new Verdict(true, words[3], null, null);
        return approvals.decide(UUID.fromString(words[2]), verdict, "test", MAY_DECIDE);
    }

    private String started(String[] words) {
        var parameters = new TreeMap<String, Object>();
        for (var index = 4; index < words.length; index++) {
            var pair = words[index].split("=", 2);
            parameters.put(pair[0], pair[1].matches("-?\\d+") ? Long.parseLong(pair[1]) : pair[1]);
        }
        var key = "crash:" + words[3];
        var start =
                executions.start(new StartRequest(words[2], new Parameters(parameters), Trigger.API, "test", key, key));
        return switch (start) {
            case Start.Accepted(var id) -> "accepted " + id;
            case Start.Repeated(var id) -> "accepted " + id;
            case Start.Deduplicated(var id) -> "accepted " + id;
            case Start.Active(var id) -> "active " + id;
            case Start.KeyReused(var id) -> "reused " + id;
            case Start.Disabled() -> "disabled";
        };
    }
}
