package io.nuzantara.orchestrator;

import static io.nuzantara.orchestrator.TestAgent.SETTINGS;
import static io.nuzantara.orchestrator.TestAgent.ZONE;
import static io.nuzantara.orchestrator.TestAgent.agent;
import static io.nuzantara.orchestrator.TestAgent.predictor;
import static io.nuzantara.orchestrator.TestAgent.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.orchestrator.Snapshot.Reading;
import io.nuzantara.orchestrator.Verdict.Code;
import io.nuzantara.orchestrator.Verdict.Eligible;
import io.nuzantara.orchestrator.Verdict.Left;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EligibilityTests {

    /** A Wednesday, 11:00 in Makassar. */
    private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");

    private static final Instant YESTERDAY = NOW.minus(Duration.ofHours(24));
    private static final Map<String, Long> WORK = Map.of("unscored_clients", 20L);

    @Test
    void nobodyIsStartedWhileAllWorkIsStopped() {
        var facts = predictor().backlog(WORK).facts();
        var snapshot = new Snapshot(NOW, List.of(), List.of(facts), null, NOW.minus(Duration.ofMinutes(5)), null);

        var verdict =
                new Eligibility(snapshot, SETTINGS, ZONE, false).verdicts().get(facts.id());

        assertThat(verdict).isInstanceOfSatisfying(Left.class, left -> {
            assertThat(left.code()).isEqualTo(Code.STOPPED);
            assertThat(left.reason()).startsWith("All work is stopped for 5 minutes");
        });
    }

    @Test
    void aSwitchedOffOrchestratorLeavesEveryAgentOut() {
        var snapshot = seen(NOW, predictor().backlog(WORK));

        var verdict = new Eligibility(snapshot, TestAgent.settings(false), ZONE, false)
                .verdicts()
                .get("client_value_predictor");

        assertLeft(verdict, Code.DISABLED, null);
    }

    @Test
    void cyclesThatPeopleSwitchedOffLeaveEveryAgentOut() {
        var facts = predictor().backlog(WORK).facts();

        var left = assertLeft(
                first(new Snapshot(NOW, List.of(), List.of(facts), null, null, NOW.minus(Duration.ofMinutes(5)))),
                Code.DISABLED,
                null);

        assertThat(left.reason()).isEqualTo("Cycles have been switched off for 5 minutes.");
    }

    @Test
    void aSwitchedOffAgentIsLeftOut() {
        assertLeft(verdict(predictor().backlog(WORK).disabled()), Code.DISABLED, null);
    }

    @Test
    void nothingRunsWhileTheAgentsServiceDoesNotAnswer() {
        var known = List.of(predictor().backlog(WORK).facts());
        var snapshot = new Snapshot(NOW, List.of(), known, "the connection was refused");

        assertLeft(
                new Eligibility(snapshot, SETTINGS, ZONE, false).verdicts().get("client_value_predictor"),
                Code.AGENTS_UNREACHABLE,
                null);
    }

    @Test
    void anAgentAtWorkIsLeftOut() {
        assertLeft(verdict(predictor().backlog(WORK).active("running", NOW.minusSeconds(90))), Code.ACTIVE, null);
    }

    @Test
    void failuresInARowDoubleTheTimeUntilTheNextTry() {
        var start = NOW.minus(Duration.ofMinutes(30));

        assertLeft(verdict(predictor().backlog(WORK).started(start).failures(1)), Code.BACKING_OFF, hours(start, 1));
        assertLeft(verdict(predictor().backlog(WORK).started(start).failures(3)), Code.BACKING_OFF, hours(start, 4));
        assertLeft(verdict(predictor().backlog(WORK).started(start).failures(50)), Code.BACKING_OFF, hours(start, 24));
    }

    @Test
    void theCooldownRunsFromTheLastStart() {
        var start = NOW.minus(Duration.ofHours(5));

        assertLeft(verdict(predictor().backlog(WORK).completed(start)), Code.COOLDOWN, hours(start, 6));
        assertThat(verdict(predictor().backlog(WORK).completed(start.minus(Duration.ofHours(1)))))
                .isInstanceOf(Eligible.class);
    }

    @Test
    void noCooldownIsShorterThanAnHour() {
        var start = NOW.minus(Duration.ofMinutes(59));

        assertLeft(
                verdict(predictor().backlog(WORK).cooldown(Duration.ZERO).completed(start)),
                Code.COOLDOWN,
                hours(start, 1));
    }

    @Test
    void anAgentWaitsForADependencyThatNeitherCompletedInTimeNorRuns() {
        var stale =
                agent("source").completed(NOW.minus(Duration.ofHours(25))).started(NOW.minus(Duration.ofMinutes(10)));
        var fresh = agent("source").completed(NOW.minus(Duration.ofHours(20)));
        var runs = agent("source").backlog(Map.of("things", 1L));
        var dependant = predictor().backlog(WORK).needs("source");

        assertLeft(verdict(dependant, stale), Code.DEPENDENCY, null);
        assertLeft(verdict(dependant), Code.DEPENDENCY, null);
        assertThat(verdict(dependant, fresh)).isInstanceOf(Eligible.class);
        assertThat(verdict(dependant, runs)).isInstanceOf(Eligible.class);
    }

    @Test
    void agentsThatWaitForEachOtherAreBothLeftOut() {
        var one = predictor().backlog(WORK).needs("other");
        var other = agent("other").backlog(Map.of("things", 1L)).needs("client_value_predictor");

        assertLeft(verdict(one, other), Code.DEPENDENCY, null);
    }

    @Test
    void heavyWorkKeepsOutOfPeakHoursOfAWorkingDay() {
        var heavy = predictor().backlog(WORK).heavy().completed(YESTERDAY);
        var saturday = NOW.plus(Duration.ofDays(3));
        var evening = NOW.plus(Duration.ofHours(6));

        assertLeft(verdict(heavy), Code.PEAK_HOURS, evening);
        assertThat(verdictAt(evening, false, heavy)).isInstanceOf(Eligible.class);
        assertThat(verdictAt(saturday, false, heavy)).isInstanceOf(Eligible.class);
        assertThat(verdictAt(NOW, true, heavy)).as("a person asked").isInstanceOf(Eligible.class);
        assertThat(verdict(predictor().backlog(WORK).heavy()))
                .as("never completed")
                .isInstanceOf(Eligible.class);
        assertThat(verdict(heavy.dueLeftOut(3))).as("overdue").isInstanceOf(Eligible.class);
    }

    @Test
    void anAgentWithLittleToDoWaitsForItsSchedule() {
        var idle = predictor()
                .completed(NOW.minus(Duration.ofMinutes(59 + 6 * 60))
                        .plusSeconds(1)
                        .minusSeconds(60 * 60))
                .backlog(Map.of("unscored_clients", 9L, "scored_clients", 1000L, "stale_scores", 9L))
                .cron("0 0 12 * * *");

        var left = assertLeft(verdict(idle), Code.NOTHING_TO_DO, NOW.plus(Duration.ofHours(1)));

        assertThat(left.reason())
                .contains("9 clients without a score (from 10 on)")
                .contains("9 of 1,000 scores");
        assertThat(left.due()).isFalse();
    }

    @Test
    void aMissedStartOfItsScheduleMakesAnAgentDue() {
        var missed = predictor().completed(NOW.minus(Duration.ofHours(26)));

        assertThat(verdict(missed)).isInstanceOfSatisfying(Eligible.class, eligible -> {
            assertThat(eligible.cause().code()).isEqualTo("due");
            assertThat(eligible.reason()).isEqualTo("Its scheduled start was missed 25 hours ago.");
        });
        assertThat(((Left) verdict(missed.disabled())).due()).isTrue();
    }

    @Test
    void numbersTriggerEachAgentFromTheirThresholdOn() {
        assertTriggered("client_value_predictor", Map.of("unscored_clients", 10L), "unscored_clients", 1);
        assertTriggered(
                "client_value_predictor", Map.of("scored_clients", 100L, "stale_scores", 2L), "stale_scores", 2);
        assertTriggered("knowledge_graph_builder", Map.of("unread_conversations", 50L), "unread_conversations", 2);
        assertTriggered(
                "knowledge_graph_builder",
                Map.of("oldest_unread_hours", 9L, "unread_conversations", 24L),
                "oldest_unread_hours",
                1.5);
        assertTriggered(
                "conversation_trainer",
                Map.of("unexamined_ratings", 600L, "unexamined_ratings_low", 20L),
                "unexamined_ratings",
                1);
        assertTriggered("performance_optimizer", Map.of("hours_since_snapshot", 6_000L), "hours_since_snapshot", 10);
    }

    @Test
    void manyRatingsWithFewLowOnesDoNotTriggerATraining() {
        var trainer = agent("conversation_trainer")
                .completed(NOW.minus(Duration.ofHours(2)))
                .backlog(Map.of("unexamined_ratings", 600L, "unexamined_ratings_low", 19L));

        assertThat(((Left) verdict(trainer)).code()).isEqualTo(Code.NOTHING_TO_DO);
    }

    @Test
    void aFewOldConversationsWaitForTheNight() {
        var graph = agent("knowledge_graph_builder")
                .completed(NOW.minus(Duration.ofHours(6)))
                .backlog(Map.of("oldest_unread_hours", 19L, "unread_conversations", 14L));

        assertThat(((Left) verdict(graph)).code()).isEqualTo(Code.NOTHING_TO_DO);
    }

    @Test
    void aSlowSystemTriggersTheOptimizer() {
        var optimizer = agent("performance_optimizer").completed(NOW.minus(Duration.ofHours(2)));
        var snapshot = new Snapshot(
                NOW,
                List.of(new Reading("p95_response_ms", 2500.0, null), new Reading("error_rate_lower", null, "too few")),
                List.of(optimizer.facts()),
                null);

        var verdict =
                new Eligibility(snapshot, SETTINGS, ZONE, false).verdicts().get("performance_optimizer");

        assertThat(verdict).isInstanceOfSatisfying(Eligible.class, eligible -> {
            assertThat(eligible.urgency()).isEqualTo(2.5);
            assertThat(eligible.reason()).isEqualTo("2,500 ms response time (p95) (from 1,000 on).");
        });
    }

    @Test
    void anAgentThatNeverCompletedRunsAsSoonAsAnythingWaits() {
        assertThat(verdict(predictor().backlog(Map.of("unscored_clients", 1L))))
                .isInstanceOfSatisfying(
                        Eligible.class,
                        eligible -> assertThat(eligible.cause().code()).isEqualTo("never_completed"));
        assertThat(((Left) verdict(predictor().backlog(Map.of("unscored_clients", 0L)))).code())
                .isEqualTo(Code.NOTHING_TO_DO);
    }

    @Test
    void theFirstAnalysisOfTheSystemNeedsNoBacklog() {
        assertThat(verdict(agent("performance_optimizer").backlog(Map.of("hours_since_snapshot", 0L))))
                .isInstanceOfSatisfying(
                        Eligible.class,
                        eligible -> assertThat(eligible.cause().code()).isEqualTo("never_completed"));
    }

    @Test
    void growingRiskTriggersTheScoring() {
        var scored = predictor().completed(NOW.minus(Duration.ofHours(7))).cron("0 0 23 * * *");

        assertThat(first(seen(NOW, Map.of("high_risk_clients", 60.0, "high_risk_clients_at_completion", 50.0), scored)))
                .isInstanceOfSatisfying(Eligible.class, eligible -> {
                    assertThat(eligible.cause().code()).isEqualTo("high_risk_clients");
                    assertThat(eligible.reason())
                            .isEqualTo(
                                    "60 clients at high risk, 50 when the scores were last complete (from 20 % more on).");
                });
        assertThat(first(seen(NOW, Map.of("high_risk_clients", 59.0, "high_risk_clients_at_completion", 50.0), scored)))
                .isInstanceOf(Left.class);
        assertThat(first(seen(NOW, Map.of("high_risk_clients", 60.0), scored))).isInstanceOf(Left.class);
    }

    @Test
    void aDayOfLowRatingsTriggersATrainingWhenItIsWorseThanUsual() {
        var trainer = agent("conversation_trainer").completed(NOW.minus(Duration.ofHours(2)));

        assertThat(first(seen(NOW, Map.of("low_rated_today", 6.0, "low_rated_daily_mean", 2.0), trainer)))
                .isInstanceOfSatisfying(
                        Eligible.class,
                        eligible -> assertThat(eligible.cause().code()).isEqualTo("low_rated_today"));
        assertThat(first(seen(NOW, Map.of("low_rated_today", 5.0, "low_rated_daily_mean", 2.0), trainer)))
                .as("not 3 times the mean")
                .isInstanceOf(Left.class);
        assertThat(first(seen(NOW, Map.of("low_rated_today", 4.0, "low_rated_daily_mean", 0.0), trainer)))
                .as("fewer than 5")
                .isInstanceOf(Left.class);
    }

    @Test
    void whatCostsMoreThanIsLeftWaitsForTomorrow() {
        var dear = predictor().backlog(WORK).costing(0.5);
        var midnight = Instant.parse("2026-11-25T16:00:00Z");

        assertLeft(first(seen(NOW, Map.of("budget.left_usd", 0.49), dear)), Code.BUDGET, midnight);
        assertThat(first(seen(NOW, Map.of("budget.left_usd", 0.5), dear))).isInstanceOf(Eligible.class);
        assertThat(first(seen(NOW, dear))).as("no model, no budget").isInstanceOf(Eligible.class);
        assertThat(first(seen(NOW, Map.of("budget.left_usd", 0.0), predictor().backlog(WORK))))
                .as("costs nothing")
                .isInstanceOf(Eligible.class);
    }

    @Test
    void aScheduledStartIsMissedOnlyFiveMinutesAfterItsTime() {
        var daily = predictor().completed(NOW.minus(Duration.ofHours(12))).cron("0 56 10 * * *");

        assertThat(verdict(daily)).as("4 minutes ago").isInstanceOf(Left.class);
        assertThat(verdictAt(NOW.plus(Duration.ofMinutes(1)), false, daily)).isInstanceOf(Eligible.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Makassar, 2026-11-25T00:59:59Z, false",
        "Asia/Makassar, 2026-11-25T01:00:00Z, true",
        "Asia/Makassar, 2026-11-25T08:59:59Z, true",
        "Asia/Makassar, 2026-11-25T09:00:00Z, false",
        "Asia/Makassar, 2026-11-29T03:00:00Z, false",
        "Europe/Rome, 2027-03-26T08:00:00Z, true",
        "Europe/Rome, 2027-03-26T16:00:00Z, false",
        "Europe/Rome, 2027-03-29T07:00:00Z, true",
        "Europe/Rome, 2027-03-29T15:00:00Z, false",
        "Europe/Rome, 2026-10-26T07:59:59Z, false",
        "Europe/Rome, 2026-10-26T08:00:00Z, true"
    })
    void peakHoursAreThoseOfTheCompanyAlsoWhereTheClockChanges(ZoneId zone, Instant now, boolean peak) {
        var heavy = predictor().backlog(WORK).heavy().completed(now.minus(Duration.ofHours(24)));

        var verdict = new Eligibility(seen(now, heavy), SETTINGS, zone, false)
                .verdicts()
                .get("client_value_predictor");

        assertThat(verdict instanceof Left left && left.code() == Code.PEAK_HOURS)
                .isEqualTo(peak);
    }

    /** One agent against which everything speaks; each time the first reason is taken away. */
    @Test
    void reasonsAreLookedAtInTheirOrder() {
        var start = NOW.minus(Duration.ofMinutes(5));
        var numbers = Map.of("budget.left_usd", 0.0);
        var against =
                predictor().heavy().needs("nobody").costing(1).completed(start).failures(2);
        var idle = predictor().heavy().completed(NOW.minus(Duration.ofHours(7))).cron("0 0 23 * * *");

        assertThat(code(stopped(against.disabled().active("running", start)))).isEqualTo(Code.STOPPED);
        assertThat(code(unreachable(against))).isEqualTo(Code.DISABLED);
        assertThat(code(unreachable(against.enabled()))).isEqualTo(Code.AGENTS_UNREACHABLE);
        assertThat(code(first(seen(NOW, numbers, against)))).isEqualTo(Code.ACTIVE);
        assertThat(code(first(seen(NOW, numbers, against.idle())))).isEqualTo(Code.BACKING_OFF);
        assertThat(code(first(seen(NOW, numbers, against.failures(0))))).isEqualTo(Code.COOLDOWN);
        assertThat(code(first(seen(NOW, numbers, against.completed(YESTERDAY)))))
                .isEqualTo(Code.DEPENDENCY);
        assertThat(code(first(seen(NOW, numbers, against.needs())))).isEqualTo(Code.BUDGET);
        assertThat(code(first(seen(NOW, against)))).isEqualTo(Code.PEAK_HOURS);
        assertThat(code(verdictAt(NOW.plus(Duration.ofHours(7)), false, idle))).isEqualTo(Code.NOTHING_TO_DO);
        assertThat(Code.values())
                .extracting(Code::code)
                .containsExactly(
                        "stopped",
                        "disabled",
                        "agents_unreachable",
                        "active",
                        "backing_off",
                        "cooldown",
                        "dependency",
                        "budget",
                        "peak_hours",
                        "nothing_to_do",
                        "slots_full",
                        "left_by_model");
    }

    private static Verdict stopped(TestAgent agent) {
        return first(new Snapshot(NOW, List.of(), List.of(agent.facts()), "refused", NOW, NOW));
    }

    private static Verdict unreachable(TestAgent agent) {
        return first(new Snapshot(NOW, List.of(), List.of(agent.facts()), "refused"));
    }

    private static @Nullable Code code(Verdict verdict) {
        return verdict instanceof Left left ? left.code() : null;
    }

    private static Verdict first(Snapshot snapshot) {
        return new Eligibility(snapshot, SETTINGS, ZONE, false)
                .verdicts()
                .firstEntry()
                .getValue();
    }

    private static void assertTriggered(String id, Map<String, Long> backlog, String code, double urgency) {
        var verdict =
                verdict(agent(id).completed(NOW.minus(Duration.ofHours(2))).backlog(backlog));

        assertThat(verdict).isInstanceOfSatisfying(Eligible.class, eligible -> {
            assertThat(eligible.cause().code()).isEqualTo(code);
            assertThat(eligible.urgency()).isEqualTo(urgency);
        });
    }

    private static Left assertLeft(@Nullable Verdict verdict, Code code, @Nullable Instant until) {
        assertThat(verdict).isInstanceOf(Left.class);
        var left = (Left) verdict;
        assertThat(left.code()).isEqualTo(code);
        assertThat(left.until()).isEqualTo(until);
        assertThat(left.reason()).matches("[A-Z].*\\.");
        return left;
    }

    private static Instant hours(Instant start, int hours) {
        return start.plus(Duration.ofHours(hours));
    }

    private static Verdict verdict(TestAgent... agents) {
        return verdictAt(NOW, false, agents);
    }

    /** The verdict on the first of these agents. */
    private static Verdict verdictAt(Instant now, boolean personal, TestAgent... agents) {
        return new Eligibility(seen(now, agents), SETTINGS, ZONE, personal)
                .verdicts()
                .firstEntry()
                .getValue();
    }
}
