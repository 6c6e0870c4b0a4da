package io.nuzantara.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Who rated what. The business wrote to its clients some weeks ago and asked how a conversation had been; the answers
 * came in between 26 and 8 days ago. Conversations since then are rated rarely. So a window of seven days holds too few
 * ratings for a contrast and one of 28 days holds enough. In every cell of topic and language the classes have the same
 * shares: neither can explain a rating.
 */
final class Survey {

    static final double HIGH_SHARE = 0.32;
    static final double LOW_SHARE = 0.28;
    static final double MIDDLE_SHARE = 0.12;
    static final int FIRST_ANSWER_DAYS = 26;
    static final int LAST_ANSWER_DAYS = 8;

    private record Cell(Topic topic, Language language) {}

    private record Ranked(int index, double rank) {}

    private final Instant now;
    private final RandomGenerator random;

    Survey(Instant now, RandomGenerator random) {
        this.now = now;
        this.random = random;
    }

    /** The verdict of each slot, in the order of the slots. */
    List<Verdict> verdicts(List<Slot> slots) {
        var verdicts =
                new ArrayList<Verdict>(slots.stream().map(slot -> Verdict.NONE).toList());
        for (var cell : cells(slots)) {
            fill(verdicts, cell);
        }
        return verdicts;
    }

    private List<List<Ranked>> cells(List<Slot> slots) {
        var cells = new HashMap<Cell, List<Ranked>>();
        var order = new ArrayList<List<Ranked>>();
        for (int index = 0; index < slots.size(); index++) {
            var slot = slots.get(index);
            var cell =
                    cells.computeIfAbsent(new Cell(slot.topic(), slot.client().language()), key -> {
                        var members = new ArrayList<Ranked>();
                        order.add(members);
                        return members;
                    });
            cell.add(new Ranked(index, rank(slot)));
        }
        return order;
    }

    /** Quiet clients come first (their conversations were liked), conversations after the survey last. */
    private double rank(Slot slot) {
        if (slot.client().portfolio().isQuiet()) {
            return -1;
        }
        var recent = slot.startedAt().isAfter(now.minus(Duration.ofDays(LAST_ANSWER_DAYS + 1)));
        return random.nextDouble() + (recent && random.nextInt(12) > 0 ? 2 : 0);
    }

    private void fill(List<Verdict> verdicts, List<Ranked> cell) {
        cell.sort(Comparator.comparingDouble(Ranked::rank));
        int at = 0;
        for (var quota : quotas(cell.size()).entrySet()) {
            for (int i = 0; i < quota.getValue(); i++) {
                verdicts.set(cell.get(at++).index(), quota.getKey());
            }
        }
    }

    private static Map<Verdict, Integer> quotas(int size) {
        var quotas = new EnumMap<Verdict, Integer>(Verdict.class);
        quotas.put(Verdict.HIGH, (int) Math.round(size * HIGH_SHARE));
        quotas.put(Verdict.MIDDLE, (int) Math.round(size * MIDDLE_SHARE));
        quotas.put(
                Verdict.LOW,
                Math.min(
                        (int) Math.round(size * LOW_SHARE),
                        size - quotas.get(Verdict.HIGH) - quotas.get(Verdict.MIDDLE)));
        return quotas;
    }

    /** The stars of a verdict; quiet clients gave the best. */
    double stars(Verdict verdict, SampleClient client) {
        return switch (verdict) {
            case HIGH -> client.portfolio().isQuiet() || Draw.chance(0.45, random) ? 5 : 4;
            case MIDDLE -> 3;
            case LOW -> Draw.chance(0.6, random) ? 2 : 1;
            case NONE -> throw new IllegalArgumentException("not rated");
        };
    }

    /** When the rating came in: with the survey, or right after a conversation that is younger. */
    Instant ratedAt(Instant ended) {
        var earliest = later(ended.plus(Duration.ofMinutes(5)), now.minus(Duration.ofDays(FIRST_ANSWER_DAYS)));
        var latest = now.minus(Duration.ofDays(LAST_ANSWER_DAYS));
        if (!earliest.isBefore(latest)) {
            return ended.plus(Duration.ofMinutes(5));
        }
        return earliest.plusSeconds(
                random.nextLong(Duration.between(earliest, latest).toSeconds() + 1));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
