package io.nuzantara.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.ObservationRegistry;
import io.nuzantara.orchestrator.CycleView.RunView;
import io.nuzantara.orchestrator.FaultyLine.Fault;
import io.nuzantara.orchestrator.PlanView.PlannedRun;
import io.nuzantara.trace.Traces;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything that can be wrong with the agents service, as the orchestrator meets it: an agent is executed at most once a cycle,
 * time and calls are bounded, and each end has a name. Executions and starts are counted on the other side.
 */
class AgentsFaultsTests {

    private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");
    private static final UUID CYCLE = UUID.fromString("00000000-0000-7000-8000-00000000000c");
    private static final int STORM = 12;
    private static final Duration HURRIED = Duration.ofMillis(400);
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Set<Fault> HANGING = EnumSet.of(Fault.BLACK_HOLE, Fault.DRIP, Fault.ENDLESS, Fault.LATE);
    private static final Set<Fault> FINAL = EnumSet.of(Fault.REFUSED_401, Fault.REFUSED_403, Fault.REDIRECT);

    private final SteppingTime time = new SteppingTime(NOW);
    private final FakeAgents service = new FakeAgents(NOW);
    private final FakeAgents elsewhere = new FakeAgents(NOW);
    private final FaultyLine line = new FaultyLine(service.address(), elsewhere.address());
    private final Map<String, RunView> runs = new ConcurrentHashMap<>();

    @AfterEach
    void stop() {
        line.close();
        service.close();
        elsewhere.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"REFUSED_401", "REFUSED_403", "REDIRECT"})
    void troubleThatPassesDelaysTheOneExecution(Fault fault) {
        line.spoiling(fault, 1);

        var run = run(fault);

        assertThat(run.status()).isEqualTo("completed");
        assertThat(service.executions()).isEqualTo(1);
        assertThat(line.starts()).hasSizeBetween(2, STORM).containsOnly("cycle:" + CYCLE + ":a");
        assertThat(elsewhere.keys()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void troubleThatLastsEndsInTimeAndSaysWhatItIs(Fault fault) {
        line.spoiling(fault, Integer.MAX_VALUE);

        var run = run(fault);

        assertThat(run.status()).isIn(FINAL.contains(fault) ? List.of("refused") : List.of("unreachable", "unreached"));
        assertThat(run.message()).isNotBlank().doesNotContain("Exception", FakeAgents.TOKEN);
        assertThat(service.executions()).isLessThanOrEqualTo(1);
        assertThat(line.starts()).hasSizeBetween(1, FINAL.contains(fault) ? 1 : STORM);
        assertThat(Duration.between(NOW, time.instant()))
                .isLessThanOrEqualTo(Duration.ofSeconds(fault == Fault.TOO_MANY_ABSURD ? 361 : 61));
        assertThat(elsewhere.keys())
                .as("a redirect must not carry the token away")
                .isEmpty();
    }

    @Test
    void aBusyServiceThatAsksForMoreThanAMinuteIsAskedAgainAfterIt() {
        service.failing(FakeAgents.tooMany("90"));

        var run = run(service.address(), PATIENT);

        assertThat(run.status()).isEqualTo("completed");
        assertThat(time.pauses()).contains(Duration.ofSeconds(90));
        assertThat(service.executions()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1", "http://no-such-host.invalid", "https://127.0.0.1:"})
    void aServiceThatIsNotThereIsNamed(String address) {
        var there =
                address.endsWith(":") ? URI.create(address + service.address().getPort()) : URI.create(address);

        var run = run(there, PATIENT);

        assertThat(run.status()).isIn("unreachable", "unreached");
        assertThat(run.message()).isNotBlank().doesNotContain("Exception");
        assertThat(service.executions()).isZero();
        assertThat(Duration.between(NOW, time.instant())).isLessThanOrEqualTo(Duration.ofSeconds(61));
    }

    /** The service did the work while nobody heard it: the execution is found by its key and followed to its end. */
    @Test
    void aStartThatWasHeardButNotAnsweredInTimeIsFoundAgain() {
        line.spoiling(Fault.LATE, 1);

        var run = run(Fault.LATE);

        assertThat(run.executionId()).isNotNull();
        assertThat(run.status()).isEqualTo("completed");
        assertThat(service.executions()).isEqualTo(1);
    }

    private RunView run(Fault fault) {
        return run(line.address(), HANGING.contains(fault) ? HURRIED : PATIENT);
    }

    private RunView run(URI address, Duration answerWithin) {
        var client = new AgentsClient(
                () -> address,
                () -> FakeAgents.TOKEN,
                FakeAgents.JSON,
                new Retries(time, new Random(1), time),
                ObservationRegistry.NOOP,
                time,
                answerWithin);
        var planned = new PlannedRun("a", "a", 5, Map.of(), "due", "due.", 1, List.of());
        var plan = new PlanView("rules", TestAgent.seen(NOW), List.of(planned), List.of());
        new PlanRunner(new AgentRun(client, time, time), TestAgent.SETTINGS, Traces.none())
                .run(CYCLE, NOW.plus(Duration.ofMinutes(55)), plan, List.of(), (_, run) -> runs.put("a", run));
        return Objects.requireNonNull(runs.get("a"));
    }
}
