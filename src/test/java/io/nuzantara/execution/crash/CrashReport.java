package io.nuzantara.execution.crash;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of killing nodes.
 *
 * @param seed repeats the same deaths and the same work
 * @param kills deaths by where they happened; {@code any time} for kill -9 from outside
 * @param unreached named points at which nothing died
 * @param executions how many were accepted, and all ended
 * @param items how many item calls the other side saw end well
 * @param violations what must never happen and did
 * @param takeovers how long cut-off calls waited until another node made them again
 */
public record CrashReport(
        long seed,
        Map<String, Integer> kills,
        List<String> unreached,
        int executions,
        int items,
        List<String> violations,
        List<Duration> takeovers,
        Duration duration) {

    static final String ANY_TIME = "any time";

    /** How often a node died. */
    public int killed() {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How often at a named point. */
    public int atPoints() {
        return killed() - atAnyTime();
    }

    /** How often it was not at a named point. */
    public int atAnyTime() {
        return kills.getOrDefault(ANY_TIME, 0);
    }

    /** The time within which this share of the takeovers happened, in seconds; 0 without any. */
    public double takeover(double share) {
        var sorted = takeovers.stream().sorted().toList();
        return sorted.isEmpty()
                ? 0
                : sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1))
                                .toMillis()
                        / 1000.0;
    }

    /** For people: the figures, then every violation, then how to see it again. */
    public String text(String replay) {
        var text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "seed %d: %d kills in %d s, %d executions, %d items, takeover p50 %.1f s, p99 %.1f s, %d violations%n",
                seed,
                killed(),
                duration.toSeconds(),
                executions,
                items,
                takeover(0.5),
                takeover(0.99),
                violations.size()));
        kills.forEach((place, number) -> text.append(String.format(Locale.ROOT, "  %-24s %d%n", place, number)));
        unreached.forEach(point -> text.append("  not reached: ").append(point).append('\n'));
        violations.forEach(
                violation -> text.append("  VIOLATION ").append(violation).append('\n'));
        if (!violations.isEmpty()) {
            text.append("  again: ").append(replay).append('\n');
        }
        return text.toString();
    }
}
