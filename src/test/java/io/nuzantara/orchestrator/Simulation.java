package io.nuzantara.orchestrator;

import io.nuzantara.llm.Question;
import io.nuzantara.llm.Refusal;
import io.nuzantara.llm.Reply;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Months of seeded businesses under three ways of deciding: is what rules decide better than fixed schedules alone? */
public final class Simulation {

    private static final ZoneId ROME = ZoneId.of("Europe/Rome");
    private static final ZoneId MAKASSAR = ZoneId.of("Asia/Makassar");

    /** Both clock changes of Europe lie within a month from here. */
    private static final List<Place> PLACES = List.of(
            new Place(Instant.parse("2026-10-10T22:00:00Z"), ROME),
            new Place(Instant.parse("2027-03-14T23:00:00Z"), ROME),
            new Place(Instant.parse("2026-11-01T16:00:00Z"), MAKASSAR));

    private record Place(Instant start, ZoneId zone) {}

    private Simulation() {}

    /** Who decides in the hourly cycles. */
    public enum Decider {
        CRON_ONLY,
        RULES,
        HOSTILE_MODEL;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * Means over months.
     *
     * @param meanAge hours that work waited, mean
     * @param p95Age hours that work waited, 95th percentile
     * @param foundWork share of the executions that cycles started which found work; 1 without any
     * @param executions executions a day
     * @param heavyPeakMinutes minutes a day of heavy work within peak hours
     * @param cost USD a day
     * @param violations rules not kept, of all months
     */
    public record Figures(
            double meanAge,
            double p95Age,
            double foundWork,
            double executions,
            double heavyPeakMinutes,
            double cost,
            List<String> violations) {}

    /** Months of one scenario: the seeds from this one on, over the places in turn. */
    static Figures months(Scenario scenario, Decider decider, long firstSeed, int seeds) {
        return figures(LongStream.range(firstSeed, firstSeed + seeds)
                .parallel()
                .mapToObj(seed -> month(scenario, decider, seed))
                .toList());
    }

    private static Tally month(Scenario scenario, Decider decider, long seed) {
        var place = PLACES.get((int) Math.floorMod(seed, (long) PLACES.size()));
        var planner = planner(decider, place.zone(), seed);
        return new SimulatedMonth(scenario, planner, place.start(), place.zone(), new SplittableRandom(seed)).run();
    }

    private static @Nullable Planner planner(Decider decider, ZoneId zone, long seed) {
        return switch (decider) {
            case CRON_ONLY -> null;
            case RULES -> new RulePlanner(TestAgent.SETTINGS, zone);
            case HOSTILE_MODEL -> hostile(zone, new SplittableRandom(~seed));
        };
    }

    /** Runs or leaves each agent by chance, in any order; now and then it says nothing that can be used. */
    private static Planner hostile(ZoneId zone, SplittableRandom random) {
        var model = new SayingModel(question -> random.nextInt(10) == 0
                ? new Reply.Refused(Refusal.TIMEOUT, "No answer in time.", null)
                : SayingModel.answer(byChance(question, random)));
        return new LlmPlanner(model, SayingModel.PROMPT, TestAgent.SETTINGS, zone);
    }

    private static JsonNode byChance(Question question, SplittableRandom random) {
        var ids = new ArrayList<>(question.input().path("eligible").findValuesAsString("agent"));
        var answer = JsonNodeFactory.instance.objectNode();
        var run = answer.putArray("run");
        var leave = answer.putArray("leave");
        while (!ids.isEmpty()) {
            var id = ids.remove(random.nextInt(ids.size()));
            (random.nextBoolean() ? run : leave).addObject().put("agent", id).put("why", "by chance");
        }
        return answer;
    }

    private static Figures figures(List<Tally> months) {
        var ages = months.stream()
                .flatMap(month -> month.ages.stream())
                .mapToDouble(age -> age)
                .sorted()
                .toArray();
        var days = months.size() * (double) SimulatedMonth.DAYS;
        var byCycle = months.stream().mapToInt(month -> month.byCycle).sum();
        var found = months.stream().mapToInt(month -> month.byCycleFoundWork).sum();
        return new Figures(
                Arrays.stream(ages).average().orElse(0),
                ages[(int) (0.95 * (ages.length - 1))],
                byCycle == 0 ? 1 : (double) found / byCycle,
                months.stream().mapToInt(month -> month.executions).sum() / days,
                months.stream().mapToDouble(month -> month.heavyPeakMinutes).sum() / days,
                months.stream().mapToDouble(month -> month.cost).sum() / days,
                months.stream().flatMap(month -> month.violations.stream()).toList());
    }

    /**
     * Runs every scenario under every way of deciding.
     *
     * @param figure told of each figure by its name
     * @return how many rules were not kept, over all months
     */
    public static int report(long firstSeed, int seeds, ObjDoubleConsumer<String> figure) {
        var violations = 0;
        for (var scenario : Scenario.ALL) {
            for (var decider : Decider.values()) {
                var figures = months(scenario, decider, firstSeed, seeds);
                var name = scenario.name() + ", " + decider.words() + ": ";
                figure.accept(name + "mean age of work (h)", figures.meanAge());
                figure.accept(name + "p95 age of work (h)", figures.p95Age());
                figure.accept(name + "executions a day", figures.executions());
                figure.accept(name + "executions of cycles that found work (share)", figures.foundWork());
                figure.accept(name + "heavy minutes a day in peak hours", figures.heavyPeakMinutes());
                figure.accept(name + "cost (USD a day)", figures.cost());
                violations += figures.violations().size();
            }
        }
        figure.accept("rules not kept (target 0)", violations);
        return violations;
    }
}
