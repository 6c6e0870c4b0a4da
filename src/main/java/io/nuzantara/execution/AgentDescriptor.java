package io.nuzantara.execution;

import java.time.Duration;
import java.util.List;

/**
 * What an agent is and how it may be run.
 *
 * @param id snake case, e.g. {@code knowledge_graph_builder}
 * @param name for people
 * @param description one sentence for people
 * @param cron six fields, Spring's notation, in the business zone; empty for an agent without schedule
 * @param priority 1-10, 10 most important
 * @param estimate usual duration
 * @param deadline longest duration of one execution
 * @param cooldown shortest time between two starts by the orchestrator
 * @param heavy kept out of peak hours by the orchestrator
 * @param dependencies ids of agents whose results this one needs
 * @param parameters what a start may carry
 * @param internal imports and the like: not an agent for people, in no list of agents
 */
public record AgentDescriptor(
        String id,
        String name,
        String description,
        String cron,
        int priority,
        Duration estimate,
        Duration deadline,
        Duration cooldown,
        boolean heavy,
        List<String> dependencies,
        List<ParameterSpec> parameters,
        boolean internal) {

    public AgentDescriptor {
        if (!id.matches("[a-z][a-z0-9_]{1,62}")) {
            throw new IllegalArgumentException("agent id must be snake case: " + id);
        }
        if (priority < 1 || priority > 10) {
            throw new IllegalArgumentException("priority of " + id + " must be 1-10");
        }
        dependencies = List.copyOf(dependencies);
        parameters = List.copyOf(parameters);
    }

    /** The id as it stands in URLs and on the command line: {@code knowledge-graph-builder}. */
    public String path() {
        return id.replace('_', '-');
    }
}
