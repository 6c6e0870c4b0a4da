package io.nuzantara.orchestrator;

import java.time.Duration;

/** How the orchestrator finds the agents service. */
public sealed interface AgentsLink {

    /**
     * It answers as the contract says.
     *
     * @param took of a second question, whose connection was there already
     */
    record Answered(String version, int agents, Duration took) implements AgentsLink {}

    /** It answers, and does not let us in or is another service. */
    record Refused(String sentence) implements AgentsLink {}

    /** No usable answer came. */
    record Unreachable(String reason) implements AgentsLink {}

    /** The address cannot be used; the service would not start. */
    record Misconfigured(String sentence) implements AgentsLink {}
}
