package io.nuzantara.execution.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the world outside answers. The beginning of an item's key says what happens to it: {@code bad-} is refused for good,
 * {@code shy-} fails at its first call, {@code late-} hangs at its first call. An effect is made when its call arrives; of every
 * fourth the answer is lost.
 */
public final class Behaviour {

    private static final Duration HANGING = Duration.ofMinutes(10);

    private final Map<String, Integer> calls = new HashMap<>();
    private final Map<String, String> effects = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    /**
     * One answer.
     *
     * @param lost whether the connection is cut instead
     */
    record Answer(int status, String text, Duration after, boolean lost) {}

    synchronized Answer answer(CallLog.Call call, long latency) {
        var after = Duration.ofMillis(latency);
        var number = calls.merge(call.about(), 1, Integer::sum);
        return switch (call.kind()) {
            case "item" -> item(call.key(), number, after);
            case "effect" -> effect(call.key(), after);
            case "find" -> found(call.key(), after);
            default -> new Answer(200, "ok", after, false);
        };
    }

    private static Answer item(String key, int number, Duration after) {
        if (key.startsWith("bad-")) {
            return new Answer(422, "refused", after, false);
        }
        if (key.startsWith("shy-") && number == 1) {
            return new Answer(503, "busy", after, false);
        }
        return new Answer(200, "ok", key.startsWith("late-") && number == 1 ? HANGING : after, false);
    }

    private Answer effect(String key, Duration after) {
        var id = "external-" + (effects.size() + 1);
        var earlier = effects.putIfAbsent(key, id);
        if (earlier != null) {
            violations.add("effect " + key + " was made twice");
        }
        return new Answer(200, id, after, effects.size() % 4 == 0);
    }

    private Answer found(String key, Duration after) {
        var id = effects.get(key);
        return new Answer(id == null ? 404 : 200, id == null ? "absent" : id, after, false);
    }

    /** The effects that were made, by key. */
    public synchronized Map<String, String> effects() {
        return Map.copyOf(effects);
    }

    /** What must never happen and did. */
    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }
}
