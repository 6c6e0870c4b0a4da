package io.nuzantara.dashboard.web;

import io.nuzantara.api.AgentsStatus.AgentStatus;
import io.nuzantara.api.ExecutionView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent: what it does, where it stands, and what its last execution brought.
 *
 * @param schedule when it runs by itself, in words
 * @param execution id of the execution shown; null when it never ran
 * @param when when that execution ended, or started while it runs; null when it never ran
 * @param says its result, phase or failure in one sentence
 * @param waits what waits for it, e.g. "31 unread conversations"
 */
record AgentCard(
        String name,
        String description,
        String schedule,
        State state,
        @Nullable String execution,
        @Nullable Moment when,
        String says,
        List<Figure> figures,
        List<String> waits) {

    static AgentCard of(AgentStatus agent, @Nullable ExecutionView last, Wording words) {
        if (last == null) {
            return new AgentCard(
                    agent.name(),
                    agent.description(),
                    agent.schedule(),
                    State.never(words),
                    null,
                    null,
                    words.of("agent.never"),
                    List.of(),
                    waits(agent, words));
        }
        var end = last.completedAt();
        return new AgentCard(
                agent.name(),
                agent.description(),
                agent.schedule(),
                State.of(last.status(), last.degraded(), words),
                last.executionId().toString(),
                words.moment(end == null ? last.startedAt() : end),
                ExecutionRow.sentence(last),
                last.result() == null ? List.of() : Figure.firstOf(last.result(), words),
                waits(agent, words));
    }

    private static List<String> waits(AgentStatus agent, Wording words) {
        return agent.backlog().entrySet().stream()
                .filter(kind -> kind.getValue() > 0)
                .map(kind -> words.number(kind.getValue()) + " " + words.name("backlog", kind.getKey()))
                .toList();
    }
}
