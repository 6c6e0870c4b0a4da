package io.nuzantara.orchestrator;

import static io.nuzantara.orchestrator.TestAgent.SETTINGS;
import static io.nuzantara.orchestrator.TestAgent.ZONE;
import static io.nuzantara.orchestrator.TestAgent.agent;
import static io.nuzantara.orchestrator.TestAgent.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.orchestrator.PlanView.LeftOut;
import io.nuzantara.orchestrator.PlanView.PlannedRun;
import io.nuzantara.orchestrator.Snapshot.Reading;
import io.nuzantara.orchestrator.Verdict.Eligible;
import io.nuzantara.orchestrator.Verdict.Left;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class RulePlannerTests {

    private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");
    private static final Map<String, Long> ANYTHING = Map.of("things", 1L);
    private static final RulePlanner PLANNER = new RulePlanner(SETTINGS, ZONE);

    @Test
    void moreUrgentAndThenMoreImportantAgentsRunFirst() {
        var plan = PLANNER.plan(
                seen(
                        NOW,
                        agent("important").priority(9).backlog(ANYTHING),
                        agent("minor").priority(3).backlog(ANYTHING),
                        agent("knowledge_graph_builder").priority(2).backlog(Map.of("unread_conversations", 100L))),
                false);

        assertThat(plan.runs())
                .extracting(PlannedRun::agent)
                .containsExactly("knowledge_graph_builder", "important", "minor");
    }

    @Test
    void aDependencyComesBeforeItsDependant() {
        var plan = PLANNER.plan(
                seen(
                        NOW,
                        agent("dependant").priority(9).needs("source").backlog(ANYTHING),
                        agent("source").priority(1).backlog(ANYTHING)),
                false);

        assertThat(plan.runs()).extracting(PlannedRun::agent).containsExactly("source", "dependant");
        assertThat(plan.runs().getLast().waitsFor()).containsExactly("source");
    }

    @Test
    void anAgentWhoseTurnComesTooLateIsLeftToTheNextCycle() {
        var hour = Duration.ofMinutes(45);
        var plan = PLANNER.plan(
                seen(
                        NOW,
                        agent("a").priority(9).usual(hour).backlog(ANYTHING),
                        agent("b").priority(8).usual(hour).backlog(ANYTHING),
                        agent("c")
                                .active("running", NOW.minus(Duration.ofMinutes(5)))
                                .usual(hour),
                        agent("d").priority(1).usual(hour).backlog(ANYTHING)),
                false);

        assertThat(plan.runs()).extracting(PlannedRun::agent).containsExactly("a", "b");
        assertThat(plan.leftOut())
                .filteredOn(left -> left.agent().equals("d"))
                .singleElement()
                .satisfies(left -> {
                    assertThat(left.reasonCode()).isEqualTo("slots_full");
                    assertThat(left.until()).isEqualTo(NOW.plus(Duration.ofMinutes(40)));
                });
    }

    @Test
    void slotsThatSomethingElseHoldsAreNotGivenAway() {
        var usual = Duration.ofMinutes(45);
        var snapshot = seen(
                NOW,
                Map.of("slots.free", 1.0),
                agent("a").priority(9).usual(usual).backlog(ANYTHING),
                agent("b").priority(8).usual(usual).backlog(ANYTHING),
                agent("c").priority(7).usual(usual).backlog(ANYTHING),
                agent("d").priority(1).usual(usual).backlog(ANYTHING));

        var plan = PLANNER.plan(snapshot, false);

        assertThat(plan.runs()).extracting(PlannedRun::agent).containsExactly("a", "b", "c");
        assertThat(plan.leftOut()).extracting(LeftOut::until).containsExactly(NOW.plus(usual));
    }

    @Test
    void daysBackReachesToTheDayBeforeTheLastCompletionWithinTheAgentsRange() {
        assertThat(daysBack(agent("a").daysBack(1, 365))).as("never completed").isEqualTo(365);
        assertThat(daysBack(agent("a").daysBack(1, 365).completed(NOW.minus(Duration.ofHours(25)))))
                .isEqualTo(3);
        assertThat(daysBack(agent("a").daysBack(1, 365).completed(NOW.minus(Duration.ofDays(7)))))
                .isEqualTo(8);
        assertThat(daysBack(agent("a").daysBack(1, 365).completed(NOW.minus(Duration.ofDays(4000)))))
                .isEqualTo(365);
        assertThat(daysBack(agent("a").daysBack(30, 365).completed(NOW.minus(Duration.ofDays(1)))))
                .isEqualTo(30);
    }

    private static @Nullable Long daysBack(TestAgent agent) {
        var plan = PLANNER.plan(seen(NOW, agent.cron("0 0 0 * * *").backlog(ANYTHING)), false);
        return plan.runs().getFirst().parameters().get("days_back");
    }

    @Test
    void aPlanCanBeComputedAgainFromItsStoredSnapshot() {
        var json = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        var random = new SplittableRandom(7);
        for (var i = 0; i < 200; i++) {
            var plan = PLANNER.plan(randomSnapshot(random), true);

            var stored = json.readValue(json.writeValueAsString(plan), PlanView.class);

            assertThat(stored).isEqualTo(plan);
            assertThat(PLANNER.plan(stored.snapshot(), true)).isEqualTo(plan);
        }
    }

    @Test
    void everyPlanKeepsTheRules() {
        var random = new SplittableRandom(20261125);
        for (var i = 0; i < 10_000; i++) {
            var snapshot = randomSnapshot(random);
            var personal = random.nextBoolean();

            assertKeepsTheRules(snapshot, personal, PLANNER.plan(snapshot, personal));
        }
    }

    private static void assertKeepsTheRules(Snapshot snapshot, boolean personal, PlanView plan) {
        var verdicts = new Eligibility(snapshot, SETTINGS, ZONE, personal).verdicts();
        var planned = plan.runs().stream().map(PlannedRun::agent).toList();
        assertThat(Stream.concat(planned.stream(), plan.leftOut().stream().map(LeftOut::agent)))
                .as("every agent once, run or left out")
                .containsExactlyInAnyOrderElementsOf(verdicts.keySet());
        assertThat(planned).as("only eligible agents").allMatch(agent -> verdicts.get(agent) instanceof Eligible);
        assertThat(plan.runs()).allSatisfy(run -> {
            assertThat(run.reasonCode()).isNotBlank();
            assertThat(run.reason()).endsWith(".");
            assertThat(planned.subList(0, planned.indexOf(run.agent()))).containsAll(run.waitsFor());
        });
        assertThat(plan.leftOut()).allSatisfy(left -> {
            assertThat(left.reasonCode()).isNotBlank();
            assertThat(left.reason()).endsWith(".");
            var verdict = verdicts.get(left.agent());
            assertThat(verdict instanceof Left || left.reasonCode().matches("slots_full|dependency"))
                    .isTrue();
        });
        assertThat(plan.eligible())
                .filteredOn(PlanView.Chance::overdue)
                .as("overdue agents run, or have to wait for a place or a dependency")
                .allSatisfy(chance -> assertThat(planned.contains(chance.agent())
                                || plan.leftOut().stream()
                                        .anyMatch(left -> left.agent().equals(chance.agent())
                                                && left.reasonCode().matches("slots_full|dependency")))
                        .isTrue());
        assertThat(plan.rulePlan()).isEqualTo(planned);
        assertThat(PLANNER.plan(snapshot, personal)).as("the same again").isEqualTo(plan);
    }

    /** Whatever the state of the agents, with or without free slots and money. */
    static Snapshot randomSnapshot(SplittableRandom random) {
        var now = NOW.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 14)));
        var ids = List.of(
                "client_value_predictor",
                "knowledge_graph_builder",
                "conversation_trainer",
                "performance_optimizer",
                "own");
        var agents = new ArrayList<AgentFacts>();
        for (var id : ids) {
            agents.add(randomAgent(id, ids, now, random).facts());
        }
        var readings = List.of(
                new Reading("slots.free", (double) random.nextInt(4), null),
                new Reading("budget.left_usd", random.nextDouble(2), null));
        return new Snapshot(now, readings, agents, random.nextInt(20) == 0 ? "the connection was refused" : null);
    }

    private static TestAgent randomAgent(String id, List<String> ids, Instant now, SplittableRandom random) {
        var agent = agent(id)
                .priority(1 + random.nextInt(10))
                .cron(List.of("", "0 0 4 * * *", "0 0 */6 * * *", "0 0 4 * * SUN")
                        .get(random.nextInt(4)))
                .cooldown(Duration.ofHours(random.nextInt(25)))
                .usual(Duration.ofMinutes(1 + random.nextInt(60)))
                .costing(random.nextInt(4) == 0 ? random.nextDouble(3) : 0)
                .daysBack(1, 1 + random.nextInt(3650))
                .dueLeftOut(random.nextInt(5))
                .failures(random.nextInt(4) == 0 ? random.nextInt(10) : 0)
                .backlog(Map.of(
                        List.of("unscored_clients", "unread_conversations", "hours_since_snapshot", "things")
                                .get(random.nextInt(4)),
                        (long) random.nextInt(60)));
        if (random.nextInt(3) > 0) {
            agent.completed(now.minus(Duration.ofMinutes(random.nextInt(60 * 24 * 10))));
        }
        if (random.nextInt(6) == 0) {
            agent.active("running", now.minus(Duration.ofMinutes(random.nextInt(90))));
        }
        if (random.nextInt(3) == 0) {
            agent.needs(ids.get(random.nextInt(ids.size())));
        }
        if (random.nextInt(3) == 0) {
            agent.heavy();
        }
        return random.nextInt(10) == 0 ? agent.disabled() : agent;
    }
}
