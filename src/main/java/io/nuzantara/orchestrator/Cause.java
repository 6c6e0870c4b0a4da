package io.nuzantara.orchestrator;

/**
 * A number that may make an agent worth running.
 *
 * @param code what is counted
 * @param pressure value over threshold: from 1 on the agent is triggered
 * @param sentence the number and its threshold, for people
 */
record Cause(String code, double pressure, String sentence) {

    boolean isReached() {
        return pressure >= 1;
    }

    /** How much it counts in the order of a plan. */
    double urgency() {
        return Math.min(pressure, 10);
    }
}
