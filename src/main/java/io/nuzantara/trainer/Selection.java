package io.nuzantara.trainer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Which rated conversations an analysis uses. A pure function of what was rated.
 *
 * @param windowDays the window that was taken
 * @param chosen the conversations that count
 * @param rated all rated conversations of the window
 * @param dropped left out because their client has newer ones of the same class
 * @param staffLed left out because people wrote most answers
 * @param unanswered left out because the assistant wrote nothing
 * @param tried each window looked at, with its counts
 */
record Selection(
        int windowDays,
        Instant from,
        List<RatedConversation> chosen,
        int high,
        int low,
        int middle,
        int rated,
        int dropped,
        int staffLed,
        int unanswered,
        boolean sufficient,
        List<Window> tried) {

    private static final List<Integer> WIDER = List.of(28, 90);

    /** A window with the good and bad conversations found in it. */
    record Window(int days, int high, int low) {}

    /** The longest window that may be taken for a wish of {@code daysBack}. */
    static int longest(int daysBack) {
        return Math.max(daysBack, WIDER.getLast());
    }

    /** Takes the window of {@code daysBack}, widened until both classes are large enough; the widest when none is. */
    static Selection of(List<RatedConversation> rated, int daysBack, Instant until, TrainerSettings settings) {
        var windows = new ArrayList<>(List.of(daysBack));
        WIDER.stream().filter(days -> days > daysBack).forEach(windows::add);
        var tried = new ArrayList<Window>();
        Selection last = null;
        for (int days : windows) {
            last = within(rated, days, until, settings, tried);
            if (last.sufficient()) {
                return last;
            }
        }
        return Objects.requireNonNull(last);
    }

    private static Selection within(
            List<RatedConversation> rated, int days, Instant until, TrainerSettings settings, List<Window> tried) {
        var from = until.minus(Duration.ofDays(days));
        var inside = rated.stream()
                .filter(conversation -> conversation.judgedAt().isAfter(from))
                .toList();
        var staffLed = count(inside, RatedConversation::staffLed);
        var unanswered = count(inside, conversation -> !conversation.staffLed() && conversation.assistantTurns() == 0);
        var usable = inside.stream()
                .filter(conversation -> !conversation.staffLed() && conversation.assistantTurns() > 0)
                .toList();
        var chosen = newest(usable, settings);
        var thresholds = settings.thresholds();
        var high = count(chosen, is(thresholds, Thresholds.Rated.HIGH));
        var low = count(chosen, is(thresholds, Thresholds.Rated.LOW));
        tried.add(new Window(days, high, low));
        return new Selection(
                days,
                from,
                chosen,
                high,
                low,
                chosen.size() - high - low,
                inside.size(),
                usable.size() - chosen.size(),
                staffLed,
                unanswered,
                Math.min(high, low) >= settings.smallestClass(),
                List.copyOf(tried));
    }

    /** At most so many conversations of one client in each class, the newest; one busy client is not many clients. */
    private static List<RatedConversation> newest(List<RatedConversation> usable, TrainerSettings settings) {
        var thresholds = settings.thresholds();
        Map<String, Integer> taken = new HashMap<>();
        return usable.stream()
                .sorted(Comparator.comparing(RatedConversation::judgedAt)
                        .thenComparingLong(RatedConversation::id)
                        .reversed())
                .filter(conversation -> taken.merge(
                                conversation.clientKey() + '|' + thresholds.rated(conversation.score()),
                                1,
                                Integer::sum)
                        <= settings.perClient())
                .toList();
    }

    private static Predicate<RatedConversation> is(Thresholds thresholds, Thresholds.Rated rated) {
        return conversation -> thresholds.rated(conversation.score()) == rated;
    }

    private static int count(List<RatedConversation> conversations, Predicate<RatedConversation> which) {
        return Math.toIntExact(conversations.stream().filter(which).count());
    }
}
