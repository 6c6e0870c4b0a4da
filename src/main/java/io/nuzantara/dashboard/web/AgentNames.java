package io.nuzantara.dashboard.web;

import io.nuzantara.execution.Agents;
import org.springframework.stereotype.Component;

/** What agents are called. */
@Component
class AgentNames {

    private final Agents agents;

    AgentNames(Agents agents) {
        this.agents = agents;
    }

    /** The agent's own name; for one that is gone the words of its id. */
    String of(String agent, Wording words) {
        return agents.find(agent).map(found -> found.descriptor().name()).orElseGet(() -> words.name("agent", agent));
    }
}
