package io.nuzantara.execution;

import java.util.Map;

/**
 * An autonomous agent. A Spring bean of this type appears in the API, the schedule, the orchestrator, the command line
 * and on the pages by itself.
 */
public interface Agent {

    /** What the agent is and how it may be run; constant. */
    AgentDescriptor descriptor();

    /**
     * The agent's work, told from top to bottom. It is entered again from the top after a takeover or a restart: a
     * completed step returns its recorded output without running again. So whatever reads a clock, a random number, the
     * database or the network stands inside a step; code between steps is cheap and pure.
     */
    Outcome run(Execution execution);

    /** Who works on the items of {@link Execution#items}, by kind. */
    default Map<String, ItemHandler<?>> itemHandlers() {
        return Map.of();
    }

    /** What waits for the agent by kind, e.g. {@code unread_conversations}; cheap, shown in the status, read by the planner. */
    default Map<String, Long> backlog() {
        return Map.of();
    }
}
