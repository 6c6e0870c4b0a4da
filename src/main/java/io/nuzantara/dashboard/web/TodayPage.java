package io.nuzantara.dashboard.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first page: what happened, why, and what needs a person.
 *
 * @param stopped what the global stop says while it is on; null = work goes on
 * @param checklist what the deployment still owes; null = nothing
 * @param needs what waits for a person; empty = nothing
 * @param live whether something runs, so that the agents are asked again
 * @param cycle the last cycle; null before the first
 * @param readiness how many rows of the readiness matrix are how; null before its first look
 * @param checks those rows that need a look
 */
record TodayPage(
        String greeting,
        Moment now,
        @Nullable String stopped,
        @Nullable Checklist checklist,
        List<Need> needs,
        boolean live,
        List<AgentCard> agents,
        @Nullable CyclePart cycle,
        List<ExecutionRow> executions,
        @Nullable String readiness,
        List<CheckLine> checks,
        List<NodeLine> nodes) {

    /**
     * Something that waits for a person.
     *
     * @param address path of our page that shows it
     */
    record Need(State state, String says, String address) {}

    /** One process that works on the database now. */
    record NodeLine(String name, String role, String version, Moment seen) {}

    /** One row of the readiness matrix. */
    record CheckLine(State state, String name, String says) {}
}
