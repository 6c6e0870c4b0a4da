package io.nuzantara.dashboard.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One cycle: what was seen, who decided, who ran because of what, who was left out because of what.
 *
 * @param decision null before there is one
 * @param timings how long each phase took
 */
record CyclePage(String id, CyclePart cycle, @Nullable Decision decision, List<Timing> timings) {

    /**
     * Who decided.
     *
     * @param cause why the model did not; null when nothing was wrong
     * @param agreement how far model and rules agree, in words
     * @param compared the model's plan beside that of the rules; empty when no model was asked or it failed
     */
    record Decision(String by, @Nullable String cause, String agreement, List<Compared> compared) {}

    /** What model and rules wanted of one agent, and why the model did, in its own words. */
    record Compared(String agent, String model, String why, String rules) {}

    /** A phase and its time. */
    record Timing(String name, String value) {}
}
