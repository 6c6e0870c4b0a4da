package io.nuzantara.execution;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The agents of this service, by id. */
@Component
public class Agents {

    private final Map<String, Agent> byId;

    Agents(Collection<Agent> agents) {
        byId = agents.stream()
                .collect(
                        Collectors.toUnmodifiableMap(agent -> agent.descriptor().id(), Function.identity()));
    }

    /** Descriptors of the agents people see, most important first. */
    public List<AgentDescriptor> all() {
        return byId.values().stream()
                .map(Agent::descriptor)
                .filter(descriptor -> !descriptor.internal())
                .sorted(Comparator.comparingInt(AgentDescriptor::priority)
                        .reversed()
                        .thenComparing(AgentDescriptor::id))
                .toList();
    }

    /** The agent of this id, in snake case or kebab case; internal ones too. */
    public Optional<Agent> find(String idOrPath) {
        return Optional.ofNullable(byId.get(idOrPath.replace('-', '_')));
    }
}
