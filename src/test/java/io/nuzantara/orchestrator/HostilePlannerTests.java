package io.nuzantara.orchestrator;

import static io.nuzantara.orchestrator.TestAgent.SETTINGS;
import static io.nuzantara.orchestrator.TestAgent.ZONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.llm.Question;
import io.nuzantara.orchestrator.PlanView.Chance;
import io.nuzantara.orchestrator.PlanView.LeftOut;
import io.nuzantara.orchestrator.PlanView.PlannedRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** A planner in the hands of an attacker: whatever it answers, a plan holds eligible agents, once each, as the rules allow. */
class HostilePlannerTests {

    private static final long SEED = 20261122;
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final HostileAnswers answers = new HostileAnswers(SEED);
    private final Map<String, Integer> decided = new HashMap<>();
    private int asked;

    @Test
    void noAnswerLeadsToAPlanOutsideTheEligibleSet() {
        System.out.println("hostile planner answers: " + answers.count() + ", seed " + SEED);
        var random = new SplittableRandom(SEED);
        var model = new SayingModel(question -> SayingModel.answer(answers.answer(asked++, question)));
        var planner = new LlmPlanner(model, SayingModel.PROMPT, SETTINGS, ZONE);

        while (asked < answers.count()) {
            var snapshot = RulePlannerTests.randomSnapshot(random);
            var personal = random.nextBoolean();
            assertKeepsTheRules(
                    planner.plan(snapshot, personal), new RulePlanner(SETTINGS, ZONE).plan(snapshot, personal));
        }

        assertThat(answers.count()).isGreaterThanOrEqualTo(2_000);
        assertThat(decided.keySet()).containsExactlyInAnyOrder("rules", "model", "rules_after_model_failure");
        System.out.println("decided by: " + decided);
    }

    private void assertKeepsTheRules(PlanView plan, PlanView rules) {
        decided.merge(plan.decidedBy(), 1, Integer::sum);
        var planned = plan.runs().stream().map(PlannedRun::agent).toList();
        var eligible = plan.eligible().stream().map(Chance::agent).toList();
        assertThat(plan.eligible()).isEqualTo(rules.eligible());
        assertThat(plan.rulePlan()).isEqualTo(rules.rulePlan());
        assertThat(eligible).containsAll(planned);
        assertThat(planned).doesNotHaveDuplicates();
        assertThat(Stream.concat(planned.stream(), plan.leftOut().stream().map(LeftOut::agent)))
                .containsExactlyInAnyOrderElementsOf(
                        plan.snapshot().agents().stream().map(AgentFacts::id).toList());
        plan.runs().forEach(run -> assertIsOurs(run, plan, planned));
        plan.eligible().stream()
                .filter(Chance::overdue)
                .forEach(overdue -> assertThat(left(plan).get(overdue.agent())).isNotEqualTo("left_by_model"));
        plan.leftOut().forEach(left -> assertThat(left.due()).isEqualTo(isDue(plan, left.agent())));
        if (plan.decidedBy().equals("rules_after_model_failure")) {
            assertThat(planned).isEqualTo(rules.rulePlan());
            assertThat(plan.asked()).isNotNull();
            assertThat(plan.asked().refusal()).isEqualTo("unfit_answer");
        }
        assertThat(JSON.readValue(JSON.writeValueAsString(plan), PlanView.class))
                .isEqualTo(plan);
    }

    private static boolean isDue(PlanView plan, String agent) {
        var facts = plan.snapshot().agent(agent).orElseThrow();
        return Causes.of(facts, plan.snapshot(), SETTINGS.thresholds()).isDue();
    }

    private static Map<String, String> left(PlanView plan) {
        return plan.leftOut().stream().collect(Collectors.toMap(LeftOut::agent, LeftOut::reasonCode));
    }

    /** Parameters and reasons are code's; the model's own words are short and hold nothing unseen. */
    private static void assertIsOurs(PlannedRun run, PlanView plan, List<String> planned) {
        var range = plan.snapshot().agent(run.agent()).map(AgentFacts::daysBack).orElseThrow();
        assertThat(run.parameters()).containsOnlyKeys("days_back");
        assertThat(run.parameters().get("days_back")).isBetween(range.min(), range.max());
        assertThat(planned.subList(0, planned.indexOf(run.agent()))).containsAll(run.waitsFor());
        var why = run.why();
        if (why != null) {
            assertThat(why.codePointCount(0, why.length())).isLessThanOrEqualTo(300);
            assertThat(why.codePoints()).noneMatch(HostilePlannerTests::isUnseen);
        }
    }

    private static boolean isUnseen(int sign) {
        return Character.isISOControl(sign)
                || Character.getType(sign) == Character.FORMAT
                || Character.getType(sign) == Character.SURROGATE
                || Character.getType(sign) == Character.PRIVATE_USE;
    }

    /** What the planner is told consists of ids of ours and numbers, whatever the state. */
    @Test
    void thePromptHoldsNumbersAndIdsOnly() {
        var random = new SplittableRandom(SEED);
        Function<Question, io.nuzantara.llm.Reply> nothing = question -> SayingModel.answer(question.input());
        var model = new SayingModel(nothing);
        var planner = new LlmPlanner(model, SayingModel.PROMPT, SETTINGS, ZONE);

        for (var i = 0; i < 500; i++) {
            planner.plan(RulePlannerTests.randomSnapshot(random), false);
        }

        assertThat(model.asked())
                .isNotEmpty()
                .allSatisfy(question -> assertThat(question.input()
                                .toString()
                                .replaceAll(
                                        "\"[a-z][a-z0-9_.]*\"|-?[0-9.]+(E-?[0-9]+)?|true|false|null|[{}\\[\\],:]", ""))
                        .isEmpty());
    }
}
