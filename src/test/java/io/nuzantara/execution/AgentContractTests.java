package io.nuzantara.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.api.ExecutionView;
import io.nuzantara.conversation.ImportOptions;
import io.nuzantara.conversation.Imports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What every agent owes the engine: to be left after any step and to end as if nothing had happened. */
@ApplicationTest
class AgentContractTests {

    /** What names an execution, or tells what the database was doing in its moment: that it is there is all that can be equal. */
    private static final Set<String> OF_ITS_MOMENT = Set.of(
            "version_id",
            "analysis_id",
            "coverage_pct",
            "statements_analysed",
            "findings",
            "critical",
            "skipped",
            "unknown",
            "window_from",
            "window_to",
            "message");

    /** The trainer deals clients anew for each analysis: on the rows of all tests a driver may show in one and not in the next. */
    private static final Set<String> DEALT = Set.of(
            "drivers",
            "insights_found",
            "improved_prompt_chars",
            "status",
            "proposal_id",
            "patch_file",
            "pr_branch",
            "pr_url");

    @Autowired
    Agents agents;

    @Autowired
    Executions executions;

    @Autowired
    Imports imports;

    @Autowired
    ProbeAgent probe;

    @Autowired
    Wakes wakes;

    @TempDir
    Path directory;

    @BeforeEach
    void someBusiness() throws IOException {
        var clients = Files.writeString(
                directory.resolve("clients.csv"),
                "id,name,status,created_at\n"
                        + IntStream.range(0, 12)
                                .mapToObj(n -> "contract-%d,Client %d,active,2026-01-01T08:00:00Z\n".formatted(n, n))
                                .collect(Collectors.joining()));
        var conversations = Files.writeString(
                directory.resolve("conversations.jsonl"),
                IntStream.range(0, 24)
                        .mapToObj(AgentContractTests::conversation)
                        .collect(Collectors.joining()));
        var execution = imports.importFiles(
                ImportOptions.defaults().withSource("contract"),
                List.of(clients, conversations),
                Trigger.API,
                "tester");
        assertThat(ended(execution).status()).isEqualTo("completed");
    }

    private static String conversation(int number) {
        var at = Instant.now().minus(Duration.ofHours(number + 1L));
        return """
                {"conversation_id":"contract-%1$d","client_id":"contract-%2$d","language":"en","rating":%3$d,"started_at":"%4$s",\
                "messages":[{"role":"user","content":"What does a KITAS for a PT PMA cost?","at":"%4$s"},\
                {"role":"assistant","content":"An investor KITAS takes four weeks and costs IDR 17,000,000.","at":"%4$s"}]}
                """.formatted(number, number % 12, number % 2 == 0 ? 5 : 1, at);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_value_predictor",
                "knowledge_graph_builder",
                "conversation_trainer",
                "performance_optimizer"
            })
    void anAgentThatIsLeftAfterEveryStepEndsAsOneThatIsNot(String id) {
        var agent = agents.find(id).orElseThrow();
        probe.lend(agent.itemHandlers());
        var parameters = defaults(agent);
        execute(execution -> agent.run(new ForwardingExecution(execution, parameters)));
        var undisturbed = execute(execution -> agent.run(new ForwardingExecution(execution, parameters)));
        var works = new ConcurrentHashMap<String, Integer>();

        var left = execute(execution -> agent.run(new LyingDown(execution, parameters, works, wakes)));

        assertThat(left.status()).as(left.toString()).isEqualTo("completed");
        assertThat(undisturbed.status()).isEqualTo("completed");
        assertThat(works)
                .isNotEmpty()
                .allSatisfy((_, count) -> assertThat(count).isOne());
        var moment = id.equals("conversation_trainer") ? union(OF_ITS_MOMENT, DEALT) : OF_ITS_MOMENT;
        assertThat(comparable(left, moment)).isEqualTo(comparable(undisturbed, moment));
        assertThat(left.degradedReasons()).isEqualTo(undisturbed.degradedReasons());
    }

    private static Parameters defaults(Agent agent) {
        return switch (ParameterReader.read(agent.descriptor(), Map.of(), null)) {
            case ParameterReader.Reading.Read(var parameters) -> parameters;
            case ParameterReader.Reading.Refused(var refusals) -> throw new AssertionError(refusals.toString());
        };
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
    }

    private static Map<String, Object> comparable(ExecutionView execution, Set<String> moment) {
        var result = new TreeMap<>(Objects.requireNonNull(execution.result()));
        result.replaceAll((key, value) -> moment.contains(key) ? "its own" : value);
        return result;
    }

    private ExecutionView execute(Function<Execution, Outcome> work) {
        var name = "contract-" + UUID.randomUUID();
        probe.teach(name, work);
        var start = executions.start(new StartRequest(
                "probe", new Parameters(Map.of("work", name)), Trigger.API, "tester", "probe:" + name, null));
        return ended(((Start.Accepted) start).id());
    }

    private ExecutionView ended(UUID id) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> executions.find(id).orElseThrow(), ExecutionView::isFinal);
    }
}
