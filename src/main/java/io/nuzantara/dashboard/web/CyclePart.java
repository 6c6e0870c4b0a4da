package io.nuzantara.dashboard.web;

import io.nuzantara.orchestrator.CycleView;
import io.nuzantara.orchestrator.PlanView;
import io.nuzantara.orchestrator.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cycle: what was seen, who ran because of what, who was left out because of what.
 *
 * @param cause who or what asked for it
 * @param says the cycle in one sentence
 * @param saw the numbers it decided by
 */
record CyclePart(
        String id,
        State state,
        Moment started,
        @Nullable String duration,
        String cause,
        String says,
        List<Ran> ran,
        List<LeftOut> leftOut,
        List<Seen> saw) {

    static CyclePart of(CycleView cycle, Wording words) {
        var plan = Optional.ofNullable(cycle.plan());
        var end = cycle.finishedAt();
        return new CyclePart(
                cycle.cycleId().toString(),
                State.of(cycle.status(), false, words),
                words.moment(cycle.startedAt()),
                end == null ? null : words.lasting(Duration.between(cycle.startedAt(), end)),
                words.name("cycle.trigger", cycle.trigger()),
                cycle.message(),
                plan.stream()
                        .flatMap(p -> p.runs().stream())
                        .map(run -> ran(run, cycle, words))
                        .toList(),
                plan.stream()
                        .flatMap(p -> p.leftOut().stream())
                        .map(left -> leftOut(left, words))
                        .toList(),
                plan.stream()
                        .flatMap(p -> p.snapshot().readings().stream())
                        .map(reading -> seen(reading, words))
                        .toList());
    }

    private static Ran ran(PlanView.PlannedRun planned, CycleView cycle, Wording words) {
        var outcome = cycle.outcomeOf(planned.agent());
        return new Ran(
                planned.name(),
                planned.reason(),
                State.of(
                        outcome.map(CycleView.RunView::status).orElse("planned"),
                        outcome.map(CycleView.RunView::degraded).orElse(false),
                        words),
                outcome.map(CycleView.RunView::message).orElse(""),
                outcome.map(CycleView.RunView::executionId)
                        .map(Object::toString)
                        .orElse(null),
                outcome.flatMap(CycleView.RunView::duration).map(words::lasting).orElse(null));
    }

    private static LeftOut leftOut(PlanView.LeftOut left, Wording words) {
        var until = left.until();
        return new LeftOut(left.name(), left.reason(), until == null ? null : words.moment(until));
    }

    private static Seen seen(Snapshot.Reading reading, Wording words) {
        var value = reading.value();
        return new Seen(
                words.name("reading", reading.id().replace('.', '_')),
                value == null ? null : words.number(value),
                reading.unknown());
    }

    /** An agent that ran, why, and what came of it. */
    record Ran(
            String agent,
            String because,
            State state,
            String says,
            @Nullable String execution,
            @Nullable String duration) {}

    /** An agent that did not run, and why. */
    record LeftOut(String agent, String because, @Nullable Moment until) {}

    /** A number the cycle decided by, or why there was none. */
    record Seen(
            String name, @Nullable String value, @Nullable String unknown) {}
}
