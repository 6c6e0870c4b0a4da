package io.nuzantara.orchestrator;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/**
 * What a model's answer says about agents that may run; everything else it says is dropped.
 *
 * @param run the agents it wants to run, in its order, with its words
 * @param leave the agents it wants to leave out, with its words
 * @param dropped entries that named no eligible agent, or one that was named before
 */
record Wish(SequencedMap<String, String> run, SequencedMap<String, String> leave, int dropped) {

    /** More entries than this are not looked at: there are never as many agents. */
    private static final int MOST = 1_000;

    /** Reads an answer; empty when it wishes nothing that can be understood. */
    static Optional<Wish> read(JsonNode answer, Collection<String> eligible) {
        if (!answer.path("run").isArray()) {
            return Optional.empty();
        }
        var run = new LinkedHashMap<String, String>();
        var leave = new LinkedHashMap<String, String>();
        var dropped = read(answer.path("run"), eligible, run) + read(answer.path("leave"), eligible, leave);
        run.keySet().forEach(leave::remove);
        return run.isEmpty() && !answer.path("run").isEmpty()
                ? Optional.empty()
                : Optional.of(new Wish(run, leave, dropped));
    }

    private static int read(JsonNode entries, Collection<String> eligible, SequencedMap<String, String> named) {
        var looked = Math.min(entries.isArray() ? entries.size() : 0, MOST);
        for (var i = 0; i < looked; i++) {
            var agent = entries.path(i).path("agent");
            if (agent.isString() && eligible.contains(agent.stringValue())) {
                named.putIfAbsent(
                        agent.stringValue(), ModelText.of(entries.path(i).path("why")));
            }
        }
        return entries.size() - named.size();
    }
}
