package io.nuzantara.orchestrator;

import static io.nuzantara.orchestrator.FakeAgents.TOKEN;
import static io.nuzantara.orchestrator.FakeAgents.broken;
import static io.nuzantara.orchestrator.FakeAgents.garbage;
import static io.nuzantara.orchestrator.FakeAgents.problem;
import static io.nuzantara.orchestrator.FakeAgents.status;
import static io.nuzantara.orchestrator.FakeAgents.tooMany;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.observation.ObservationRegistry;
import io.nuzantara.orchestrator.CycleView.RunView;
import io.nuzantara.orchestrator.Cycles.End;
import io.nuzantara.orchestrator.PlanView.PlannedRun;
import io.nuzantara.trace.Traces;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The runner against an agents service that misbehaves: each agent is executed at most once, and every end has a name. */
class PlanRunnerTests {

    private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");
    private static final UUID CYCLE = UUID.fromString("00000000-0000-7000-8000-00000000000c");

    private final SteppingTime time = new SteppingTime(NOW);
    private final FakeAgents service = new FakeAgents(NOW);
    private final Map<String, RunView> runs = new ConcurrentHashMap<>();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void eachRunIsFollowedToItsEndUnderTheKeyOfItsCycle() {
        assertThat(run(plan("a", "b"))).isEqualTo(End.COMPLETED);

        assertThat(outcome("a").status()).isEqualTo("completed");
        assertThat(outcome("a").message()).isEqualTo("Done.");
        assertThat(outcome("a").figures()).containsExactly(new CycleView.Figure("things_found", 7));
        assertThat(outcome("a").duration()).contains(Duration.ofSeconds(42));
        assertThat(service.keys()).containsExactlyInAnyOrder("cycle:" + CYCLE + ":a", "cycle:" + CYCLE + ":b");
    }

    @Test
    void parametersTravelInTheBody() {
        run(new PlanView(
                "rules", TestAgent.seen(NOW), List.of(planned("a", Map.of("days_back", 8L), List.of())), List.of()));

        assertThat(service.bodies()).containsExactly("{\"days_back\":8}");
    }

    @Test
    void atMostThreeExecutionsAreOpenAtOnce() {
        run(plan("a", "b", "c", "d", "e", "f", "g"));

        assertThat(runs.values())
                .extracting(RunView::status)
                .containsOnly("completed")
                .hasSize(7);
        assertThat(service.mostOpen()).isLessThanOrEqualTo(3);
    }

    @Test
    void passingTroubleIsTriedAgainAndStartsOneExecution() {
        service.failing(status(500), broken(), garbage(), status(503), tooMany("7"));

        run(plan("a"));

        assertThat(outcome("a").status()).isEqualTo("completed");
        assertThat(service.executions()).isEqualTo(1);
        assertThat(service.keys()).hasSize(6).containsOnly("cycle:" + CYCLE + ":a");
        assertThat(time.pauses()).contains(Duration.ofSeconds(7));
    }

    @Test
    void aServerThatAsksForAnHourIsAskedAgainAfterFiveMinutesAndOnceOnly() {
        service.failing(tooMany("3600"), tooMany("3600"));

        run(plan("a"));

        assertThat(outcome("a").status()).isEqualTo("unreachable");
        assertThat(service.keys()).hasSize(2);
        assertThat(time.pauses()).contains(Duration.ofMinutes(5));
    }

    @Test
    void lastingTroubleEndsWithinAMinute() {
        service.failing(Stream.generate(() -> status(500)).limit(1000).toArray(FakeAgents.Fault[]::new));

        run(plan("a"));

        assertThat(outcome("a").status()).isEqualTo("unreachable");
        assertThat(outcome("a").message()).isEqualTo("The agents service did not answer: it answered HTTP 500.");
        assertThat(Duration.between(NOW, time.instant())).isLessThanOrEqualTo(Duration.ofSeconds(61));
        assertThat(service.keys()).hasSizeBetween(5, 60);
    }

    @Test
    void aRefusedConnectionIsNamed() {
        service.close();

        run(plan("a"));

        assertThat(outcome("a").message()).isEqualTo("The agents service did not answer: the connection was refused.");
    }

    @Test
    void aRefusedTokenIsNotTriedAgain() {
        var runner = runner(client("wrong"));

        runner.run(CYCLE, limit(), plan("a"), List.of(), this::keep);

        assertThat(outcome("a").status()).isEqualTo("refused");
        assertThat(outcome("a").errorCode()).isEqualTo("unauthenticated");
        assertThat(service.keys()).hasSize(1);
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void anAgentThatIsAtWorkWithOtherParametersIsFollowed() {
        var other = service.foreign("a");
        service.failing(problem(409, "{\"code\":\"execution-active\",\"execution_id\":\"%s\"}".formatted(other)));

        run(plan("a"));

        assertThat(outcome("a").status()).isEqualTo("completed");
        assertThat(outcome("a").executionId()).isEqualTo(other);
        assertThat(outcome("a").followed()).isTrue();
    }

    @Test
    void anyOtherRefusalIsTheEndOfThatRunOnly() {
        service.failing(problem(409, "{\"code\":\"agent-disabled\",\"detail\":\"a is switched off.\"}"));

        run(plan("a", "b", "c"));

        assertThat(runs.values())
                .extracting(RunView::status)
                .containsExactlyInAnyOrder("refused", "completed", "completed");
    }

    @Test
    void aStoppedEngineEndsTheCycle() {
        service.failing(problem(503, "{\"code\":\"stopped\",\"detail\":\"Stopped by a person.\"}"));

        var end = run(plan("a", "b after a"));

        assertThat(end).isEqualTo(End.STOPPED);
        assertThat(outcome("a").errorCode()).isEqualTo("stopped");
        assertThat(outcome("b").status()).isEqualTo("skipped");
        assertThat(service.executions()).isZero();
    }

    @Test
    void aFailedExecutionIsReportedAsFailedAlthoughEveryAnswerWas200() {
        service.ending("a", "failed");

        run(plan("a"));

        assertThat(outcome("a").status()).isEqualTo("failed");
        assertThat(outcome("a").errorCode()).isEqualTo("agent_bug");
        assertThat(outcome("a").message()).isEqualTo("It broke.");
    }

    @Test
    void whatDependsOnAFailedAgentIsNotStarted() {
        service.ending("a", "failed");

        run(plan("a", "b after a", "c"));

        assertThat(outcome("b").status()).isEqualTo("skipped");
        assertThat(outcome("b").message()).isEqualTo("It needs results of a, which did not complete.");
        assertThat(outcome("c").status()).isEqualTo("completed");
        assertThat(service.keys()).hasSize(2);
    }

    @Test
    void anExecutionThatOutlivesTheCycleIsLeftAtWork() {
        service.ending("a", "running");

        run(plan("a"));

        assertThat(outcome("a").status()).isEqualTo("still_running");
        assertThat(outcome("a").executionId()).isNotNull();
        assertThat(Duration.between(NOW, time.instant())).isBetween(Duration.ofMinutes(55), Duration.ofMinutes(56));
    }

    @Test
    void anExecutionIsOnlySentAgainWhenItHasChanged() {
        service.ending("a", "running");

        run(plan("a"));

        assertThat(service.notModified()).isGreaterThan(100);
        assertThat(outcome("a").link())
                .isEqualTo("/api/autonomous-agents/executions/" + outcome("a").executionId());
    }

    @Test
    void whileNothingAnswersTheRemainingRunsAreNotEvenTried() {
        service.failing(Stream.generate(() -> status(503)).limit(1000).toArray(FakeAgents.Fault[]::new));

        run(plan("a", "b", "c", "d", "e", "f", "g"));

        assertThat(runs.values())
                .extracting(RunView::status)
                .containsOnly("unreachable")
                .hasSize(7);
        assertThat(runs.values())
                .extracting(RunView::message)
                .contains("The agents service did not answer: it did not answer several calls in a row.");
        assertThat(service.keys()).as("calls").hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void aServiceThatIsAwayForHalfAMinuteIsFoundAgain() {
        service.failing(Stream.generate(FakeAgents::broken).limit(5).toArray(FakeAgents.Fault[]::new));

        run(plan("a"));

        assertThat(outcome("a").status()).isEqualTo("completed");
        assertThat(service.executions()).isEqualTo(1);
        assertThat(Duration.between(NOW, time.instant())).isGreaterThan(Duration.ofSeconds(30));
    }

    @Test
    void repeatsAreATenthOfTheCallsOnceTheFirstOnesAreUsedUp() {
        var calls = 300;
        var client = client(TOKEN);
        service.failing(Stream.generate(() -> tooMany("1")).limit(10_000).toArray(FakeAgents.Fault[]::new));

        for (var call = 0; call < calls; call++) {
            client.start("a", Map.of(), "key-" + call);
        }

        assertThat(service.keys()).hasSizeBetween(calls + 10, calls + 10 + calls / 10);
    }

    @Test
    void anAnswerThatLacksWhatItMustSayIsNoAnswer() {
        service.failing(
                problem(202, "{}"),
                problem(
                        202,
                        "{\"execution_id\":\"%s\",\"agent_name\":\"other\",\"status\":\"completed\"}".formatted(CYCLE)),
                problem(202, "[".repeat(10_000)));

        run(plan("a"));

        assertThat(outcome("a").status()).isEqualTo("completed");
        assertThat(service.executions()).isEqualTo(1);
    }

    @Test
    void aRedirectIsNotFollowed() {
        service.failing(exchange -> {
            exchange.getResponseHeaders().set("Location", service.address() + "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
        });

        run(plan("a"));

        assertThat(outcome("a").errorCode()).isEqualTo("redirect");
        assertThat(service.executions()).isZero();
    }

    /** Real time: one byte each 100 ms would take minutes. */
    @Test
    void anAnswerThatDribblesIsGivenUp() {
        service.failing(exchange -> {
            exchange.sendResponseHeaders(202, 10_000);
            for (var sent = 0; sent < 10_000; sent++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                Pause.sleeping().forAbout(Duration.ofMillis(100));
            }
        });
        var begin = System.nanoTime();

        runner(client(TOKEN, Duration.ofSeconds(1))).run(CYCLE, limit(), plan("a"), List.of(), this::keep);

        assertThat(outcome("a").status()).isEqualTo("completed");
        assertThat(service.executions()).isEqualTo(1);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        service.failing(exchange -> {
            exchange.sendResponseHeaders(202, 0);
            var block = new byte[64 * 1024];
            for (var sent = 0; sent < 64 * 1024 * 1024; sent += block.length) {
                exchange.getResponseBody().write(block);
            }
        });

        run(plan("a"));

        assertThat(outcome("a").status()).isEqualTo("completed");
    }

    @Test
    void runsThatHadEndedBeforeARestartAreNotStartedAgain() {
        var plan = plan("a", "b");
        run(plan);
        var first = List.copyOf(service.keys());

        runner(client(TOKEN)).run(CYCLE, limit(), plan, List.of(outcome("a")), this::keep);

        assertThat(service.keys().subList(first.size(), service.keys().size()))
                .containsExactly("cycle:" + CYCLE + ":b");
        assertThat(service.executions()).isEqualTo(2);
    }

    @Test
    void anExecutionThatIsKnownIsFollowedAndNothingIsStarted() {
        var other = service.foreign("a");

        goOn(client(TOKEN), plan("a"), following("a", other));

        assertThat(outcome("a").status()).isEqualTo("completed");
        assertThat(outcome("a").executionId()).isEqualTo(other);
        assertThat(outcome("a").followed()).isTrue();
        assertThat(service.keys()).isEmpty();
    }

    @Test
    void anExecutionThatIsKnownIsFollowedWhenTheEngineWasStoppedMeanwhile() {
        var other = service.foreign("b");
        var plan = plan("a", "b");

        goOn(client(TOKEN), plan, Runs.refused(plan.runs().getFirst(), "stopped", "Stopped."), following("b", other));

        assertThat(outcome("b").status()).isEqualTo("completed");
        assertThat(outcome("b").executionId()).isEqualTo(other);
    }

    @Test
    void anExecutionThatIsKnownIsFollowedAlthoughNothingAnswersYet() {
        var other = service.foreign("a");
        service.failing(Stream.generate(() -> status(500)).limit(5).toArray(FakeAgents.Fault[]::new));
        var client = client(TOKEN);
        Stream.generate(() -> other).limit(5).forEach(client::execution);
        assertThat(client.isCutOff()).isTrue();

        goOn(client, plan("a"), following("a", other));

        assertThat(outcome("a").status()).isEqualTo("completed");
        assertThat(service.keys()).isEmpty();
    }

    @Test
    void aTokenThatIsRefusedWhileWatchingMayBeRotatedMeanwhile() {
        service.failing(
                problem(401, "{\"code\":\"unauthenticated\",\"detail\":\"No.\"}"),
                problem(403, "{\"code\":\"forbidden\",\"detail\":\"No.\"}"),
                problem(401, ""));

        goOn(client(TOKEN), plan("a"), following("a", service.foreign("a")));

        assertThat(outcome("a").status()).isEqualTo("completed");
    }

    @Test
    void aTokenThatStaysRefusedWhileWatchingLosesTheExecution() {
        goOn(client("wrong"), plan("a"), following("a", service.foreign("a")));

        assertThat(outcome("a").status()).isEqualTo("unreachable");
        assertThat(outcome("a").message())
                .isEqualTo("Started, then the agents service fell silent: it refuses the token.");
    }

    @Test
    void aRunWhoseTurnComesTooLateIsLeftToTheNextCycle() {
        time.forAbout(Duration.ofMinutes(31));

        run(plan("a"));

        assertThat(outcome("a").status()).isEqualTo("skipped");
        assertThat(service.keys()).isEmpty();
    }

    @Test
    void nothingStartsAfterTheCyclesTime() {
        time.forAbout(Duration.ofMinutes(5));

        runner(client(TOKEN)).run(CYCLE, NOW.plusSeconds(240), plan("a"), List.of(), this::keep);

        assertThat(outcome("a").status()).isEqualTo("skipped");
        assertThat(service.keys()).isEmpty();
    }

    /** Real time: the other run would be watched for most of an hour. */
    @Test
    @Timeout(60)
    void whatCannotBeKeptEndsThePassAtOnce() {
        service.ending("a", "running").ending("b", "running");
        var clock = Clock.systemUTC();
        var client = client(TOKEN);
        var runner = new PlanRunner(new AgentRun(client, clock, Pause.sleeping()), TestAgent.SETTINGS, Traces.none());
        var snapshot = TestAgent.seen(clock.instant());
        var plan = new PlanView("rules", snapshot, plan("a", "b").runs(), List.of());
        var deadline = clock.instant().plus(Duration.ofMinutes(55));

        assertThatThrownBy(() -> runner.run(CYCLE, deadline, plan, List.of(), (_, run) -> {
                    if (run.agent().equals("a")) {
                        throw new IllegalArgumentException("the database is away");
                    }
                }))
                .hasRootCauseMessage("the database is away");
    }

    @Test
    void aCallThatOurOwnStopBrokeIsNoOutage() throws InterruptedException {
        var asked = new CountDownLatch(1);
        service.failing(_ -> {
            asked.countDown();
            Pause.sleeping().forAbout(Duration.ofSeconds(20));
        });
        var client = client(TOKEN, Duration.ofSeconds(60));
        var call = new FutureTask<>(() -> client.execution(CYCLE));
        var caller = Thread.ofVirtual().start(call);
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

        caller.interrupt();

        assertThat(call)
                .failsWithin(Duration.ofSeconds(15))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(Pause.Interrupted.class);
    }

    @Test
    void aPreviewDoesNotUseUpTheRepeatsOfCycles() {
        service.failing(Stream.generate(() -> status(503)).limit(1000).toArray(FakeAgents.Fault[]::new));
        var client = client(TOKEN);
        var preview = client.with(new Retries(time, new Random(2), time));

        for (var look = 0; look < 10; look++) {
            preview.status(Duration.ofSeconds(60));
        }
        client.start("a", Map.of(), "key");

        assertThat(service.keys()).hasSizeGreaterThan(3);
    }

    private void goOn(AgentsClient client, PlanView plan, RunView... known) {
        runner(client).run(CYCLE, limit(), plan, List.of(known), this::keep);
    }

    private static RunView following(String agent, UUID execution) {
        return Runs.following(planned(agent, Map.of(), List.of()), execution, NOW);
    }

    private End run(PlanView plan) {
        return runner(client(TOKEN)).run(CYCLE, limit(), plan, List.of(), this::keep);
    }

    private PlanRunner runner(AgentsClient client) {
        return new PlanRunner(new AgentRun(client, time, time), TestAgent.SETTINGS, Traces.none());
    }

    private AgentsClient client(String token) {
        return client(token, Duration.ofSeconds(10));
    }

    private AgentsClient client(String token, Duration answerWithin) {
        URI address = service.address();
        var retries = new Retries(time, new Random(1), time);
        return new AgentsClient(
                () -> address, () -> token, FakeAgents.JSON, retries, ObservationRegistry.NOOP, time, answerWithin);
    }

    private static Instant limit() {
        return NOW.plus(Duration.ofMinutes(55));
    }

    private void keep(UUID cycle, RunView run) {
        runs.put(run.agent(), run);
    }

    private RunView outcome(String agent) {
        return runs.values().stream()
                .filter(run -> run.agent().equals(agent))
                .findFirst()
                .orElseThrow();
    }

    /** Each agent as {@code name} or {@code name after other}. */
    private static PlanView plan(String... agents) {
        var runs = new ArrayList<PlannedRun>();
        for (var text : agents) {
            var words = text.split(" after ", 2);
            runs.add(planned(words[0], Map.of(), words.length == 1 ? List.of() : List.of(words[1])));
        }
        return new PlanView("rules", TestAgent.seen(NOW), runs, List.of());
    }

    private static PlannedRun planned(String agent, Map<String, Long> parameters, List<String> waitsFor) {
        return new PlannedRun(agent, agent, 5, parameters, "due", "due.", 1, waitsFor);
    }
}
