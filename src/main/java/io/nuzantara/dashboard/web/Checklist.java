package io.nuzantara.dashboard.web;

import io.nuzantara.readiness.SuccessView;
import io.nuzantara.readiness.SuccessView.Line;
import java.util.List;

/**
 * What a deployment still owes, above everything else until it owes nothing.
 *
 * @param says how far it is, in one sentence
 */
record Checklist(String says, List<Item> items) {

    /**
     * One promise.
     *
     * @param address path of our page that proves it
     */
    record Item(State state, String title, String says, String address) {}

    static Checklist of(SuccessView success, Wording words) {
        var kept = success.lines().stream().filter(Line::isFine).count();
        var release = success.release();
        return new Checklist(
                words.of(
                        "checklist.says",
                        release == null ? "" : release.version(),
                        kept,
                        success.lines().size()),
                success.lines().stream().map(line -> item(line, words)).toList());
    }

    private static Item item(Line line, Wording words) {
        return new Item(state(line.state(), words), words.name("success", line.id()), line.says(), line.link());
    }

    private static State state(String state, Wording words) {
        return switch (state) {
            case "met" -> new State("tick", "ok", words.of("success.state.met"));
            case "failed" -> new State("cross", "bad", words.of("success.state.failed"));
            case "not_applicable" -> new State("bar", "muted", words.of("success.state.not-applicable"));
            default -> new State("ring", "muted", words.of("success.state.not-yet"));
        };
    }
}
