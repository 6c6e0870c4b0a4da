package io.nuzantara.dashboard.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cycles, newest first. */
record CyclesPage(List<CycleRow> rows) {

    /**
     * One cycle.
     *
     * @param decided who decided, in a few words; empty before the decision
     * @param ran names of the agents that it started
     */
    record CycleRow(
            String id,
            State state,
            Moment started,
            String decided,
            String ran,
            String says,
            @Nullable String duration) {}
}
