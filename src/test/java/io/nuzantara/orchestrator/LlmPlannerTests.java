package io.nuzantara.orchestrator;

import static io.nuzantara.orchestrator.TestAgent.SETTINGS;
import static io.nuzantara.orchestrator.TestAgent.ZONE;
import static io.nuzantara.orchestrator.TestAgent.agent;
import static io.nuzantara.orchestrator.TestAgent.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuzantara.llm.LanguageModel;
import io.nuzantara.llm.ModelName;
import io.nuzantara.llm.Purpose;
import io.nuzantara.llm.Question;
import io.nuzantara.llm.Refusal;
import io.nuzantara.llm.Reply;
import io.nuzantara.orchestrator.PlanView.LeftOut;
import io.nuzantara.orchestrator.PlanView.PlannedRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.dao.DataAccessResourceFailureException;

class LlmPlannerTests {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Map<String, Long> ANYTHING = Map.of("things", 1L);
    private static final Snapshot THREE = seen(
            NOW,
            agent("a").priority(9).backlog(ANYTHING),
            agent("b").priority(5).backlog(ANYTHING),
            agent("c").priority(1).backlog(ANYTHING));

    @Test
    void theModelOrdersASubset() {
        var plan = plan(THREE, """
                {"run": [{"agent": "c", "why": "cheap"}, {"agent": "a", "why": "valuable"}], "leave": [{"agent": "b", "why": "can wait"}]}
                """);

        assertThat(plan.decidedBy()).isEqualTo("model");
        assertThat(plan.runs()).extracting(PlannedRun::agent).containsExactly("c", "a");
        assertThat(plan.runs()).extracting(PlannedRun::why).containsExactly("cheap", "valuable");
        assertThat(plan.leftOut()).singleElement().satisfies(left -> {
            assertThat(left.reasonCode()).isEqualTo("left_by_model");
            assertThat(left.why()).isEqualTo("can wait");
        });
        assertThat(plan.rulePlan()).containsExactly("a", "b", "c");
        assertThat(plan.asked())
                .isEqualTo(
                        new PlanView.Asked("fake:planner", SayingModel.PROMPT.version(), false, 0, 0.0042, null, null));
    }

    @Test
    void unknownAndRepeatedAgentsAreDroppedAndCounted() {
        var plan = plan(THREE, """
                {"run": [{"agent": "a", "why": "one"}, {"agent": "a", "why": "two"}, {"agent": "z", "why": "three"}], "leave": []}
                """);

        assertThat(plan.runs())
                .extracting(PlannedRun::agent, PlannedRun::why)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("a", "one"));
        assertThat(plan.asked()).isNotNull();
        assertThat(plan.asked().dropped()).isEqualTo(2);
    }

    @Test
    void whatIsOverdueRunsFirstWhateverTheModelSays() {
        var snapshot = seen(
                NOW,
                agent("a").priority(9).backlog(ANYTHING),
                agent("late").completed(NOW.minus(Duration.ofDays(2))).dueLeftOut(3));

        var plan = plan(
                snapshot,
                "{\"run\": [{\"agent\": \"a\", \"why\": \"\"}], \"leave\": [{\"agent\": \"late\", \"why\": \"no\"}]}");

        assertThat(plan.runs()).extracting(PlannedRun::agent).containsExactly("late", "a");
    }

    @Test
    void aDependencyComesBeforeItsDependantInTheModelsOrderToo() {
        var snapshot = seen(
                NOW,
                agent("dependant").needs("source").backlog(ANYTHING),
                agent("source").backlog(ANYTHING),
                agent("other").backlog(ANYTHING));

        var both = plan(snapshot, """
                {"run": [{"agent": "dependant", "why": ""}, {"agent": "source", "why": ""}], "leave": []}
                """);
        var alone = plan(snapshot, "{\"run\": [{\"agent\": \"dependant\", \"why\": \"\"}], \"leave\": []}");

        assertThat(both.runs()).extracting(PlannedRun::agent).containsExactly("source", "dependant");
        assertThat(alone.runs()).isEmpty();
        assertThat(alone.leftOut())
                .extracting(LeftOut::agent, LeftOut::reasonCode)
                .contains(org.assertj.core.groups.Tuple.tuple("dependant", "dependency"));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"NO_MODEL", "INTERRUPTED"})
    void afterARefusalRulesDecideAndThePlanSaysWhy(Refusal why) {
        var plan = new LlmPlanner(SayingModel.refusing(why), SayingModel.PROMPT, SETTINGS, ZONE).plan(THREE, false);

        assertThat(plan.decidedBy()).isEqualTo("rules_after_model_failure");
        assertThat(plan.runs()).extracting(PlannedRun::agent).containsExactly("a", "b", "c");
        assertThat(plan.asked()).isNotNull();
        assertThat(plan.asked().refusal()).isEqualTo(why.name().toLowerCase(Locale.ROOT));
        assertThat(plan.asked().sentence()).isEqualTo("It does not answer.");
    }

    @Test
    void whatBreaksOnTheWayToTheModelLosesNoCycle() {
        var model = new SayingModel(_ -> {
            throw new DataAccessResourceFailureException("the ledger is away");
        });

        var plan = new LlmPlanner(model, SayingModel.PROMPT, SETTINGS, ZONE).plan(THREE, false);

        assertThat(plan.decidedBy()).isEqualTo("rules_after_model_failure");
        assertThat(plan.runs()).extracting(PlannedRun::agent).containsExactly("a", "b", "c");
        assertThat(plan.asked()).isNotNull();
        assertThat(plan.asked().refusal()).isEqualTo("broken");
        assertThat(plan.asked().sentence()).isNotBlank().doesNotContain("ledger");
    }

    @Test
    void whatBreaksBecauseTheProcessStopsIsDecidedLater() {
        var model = new SayingModel(_ -> {
            Thread.currentThread().interrupt();
            throw new DataAccessResourceFailureException("interrupted");
        });
        var planner = new LlmPlanner(model, SayingModel.PROMPT, SETTINGS, ZONE);

        assertThatThrownBy(() -> planner.plan(THREE, false)).isInstanceOf(Pause.Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatTheModelLeavesOutCountsAsDueAlsoWhereAnotherCauseIsStronger() {
        var snapshot = seen(
                NOW,
                agent("knowledge_graph_builder")
                        .completed(NOW.minus(Duration.ofDays(2)))
                        .backlog(Map.of("unread_conversations", 100L)),
                agent("a").backlog(ANYTHING));

        var plan = plan(snapshot, "{\"run\": [{\"agent\": \"a\", \"why\": \"\"}], \"leave\": []}");

        assertThat(plan.leftOut()).singleElement().satisfies(left -> {
            assertThat(left.reasonCode()).isEqualTo("left_by_model");
            assertThat(left.reason()).contains("100 conversations");
            assertThat(left.due()).isTrue();
        });
    }

    @Test
    void aStoppingProcessDecidesLater() {
        var planner = new LlmPlanner(SayingModel.refusing(Refusal.INTERRUPTED), SayingModel.PROMPT, SETTINGS, ZONE);

        assertThatThrownBy(() -> planner.plan(THREE, false)).isInstanceOf(Pause.Interrupted.class);
    }

    @Test
    void nobodyIsAskedWhenThereIsNothingToDecideOrNoModel() {
        var model = new SayingModel("{}");
        var nothing = new LlmPlanner(model, SayingModel.PROMPT, SETTINGS, ZONE)
                .plan(seen(NOW, agent("a").completed(NOW.minusSeconds(60))), false);
        var local = new LlmPlanner(new NoModel(), SayingModel.PROMPT, SETTINGS, ZONE).plan(THREE, false);

        assertThat(model.asked()).isEmpty();
        assertThat(nothing.decidedBy()).isEqualTo("rules");
        assertThat(local.decidedBy()).isEqualTo("rules");
        assertThat(local.asked()).isNull();
    }

    private static final class NoModel implements LanguageModel {
        @Override
        public Optional<ModelName> model(Purpose purpose) {
            return Optional.empty();
        }

        @Override
        public Reply ask(Question question) {
            throw new AssertionError("nobody may be asked");
        }
    }

    @Test
    void theQuestionNamesTheEligibleAgentsOnlyAndEndsWithinTenSeconds() {
        var model = new SayingModel("{\"run\": [], \"leave\": []}");
        var snapshot = seen(
                NOW,
                agent("a").backlog(ANYTHING),
                agent("off").backlog(ANYTHING).disabled());

        new LlmPlanner(model, SayingModel.PROMPT, SETTINGS, ZONE).plan(snapshot, false);

        assertThat(model.asked()).singleElement().satisfies(question -> {
            assertThat(question.purpose()).isEqualTo(Purpose.DECISION);
            assertThat(question.deadline()).isEqualTo(Duration.ofSeconds(10));
            assertThat(question.input().path("eligible").findValuesAsString("agent"))
                    .containsExactly("a");
            assertThat(question.schema().root().fields().toString())
                    .contains("[a]")
                    .doesNotContain("off");
        });
    }

    private static PlanView plan(Snapshot snapshot, String answer) {
        return new LlmPlanner(new SayingModel(answer), SayingModel.PROMPT, SETTINGS, ZONE).plan(snapshot, false);
    }
}
