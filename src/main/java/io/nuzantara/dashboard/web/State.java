package io.nuzantara.dashboard.web;

/**
 * A state as icon, word and colour; never colour alone.
 *
 * @param icon id in the sprite
 * @param tone css class: ok, warn, bad, info, waiting or muted
 */
record State(String icon, String tone, String word) {

    /** The states of executions, and of agents in a cycle. */
    static State of(String status, boolean degraded, Wording words) {
        return switch (status) {
            case "started", "planned", "starting" -> new State("ring", "muted", words.of("state.started"));
            case "running", "still_running" -> new State("dot", "info", words.of("state.running"));
            case "waiting_approval" -> new State("hand", "waiting", words.of("state.waiting"));
            case "completed" ->
                degraded
                        ? new State("tick-dot", "warn", words.of("state.degraded"))
                        : new State("tick", "ok", words.of("state.completed"));
            case "failed" -> new State("cross", "bad", words.of("state.failed"));
            case "cancelled" -> new State("bar", "muted", words.of("state.cancelled"));
            case "interrupted", "stopped", "unreachable", "refused", "skipped" ->
                new State("cross", "warn", words.name("state", status));
            default -> new State("ring", "muted", words.name("state", status));
        };
    }

    static State never(Wording words) {
        return new State("ring", "muted", words.of("state.never"));
    }

    /** The states of the readiness matrix. */
    static State check(String state, Wording words) {
        return switch (state) {
            case "pass" -> new State("tick", "ok", words.of("check.pass"));
            case "warn" -> new State("tick-dot", "warn", words.of("check.warn"));
            case "fail" -> new State("cross", "bad", words.of("check.fail"));
            default -> new State("bar", "muted", words.of("check.skip"));
        };
    }
}
