package io.nuzantara.trainer;

import io.nuzantara.trainer.statistics.Power;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the ratings of a window, contrasts the discovery part of the clients and stores the analysis. */
class ExamineRatings {

    private static final int POWER_WARNING_BELOW = 100;

    private final RatedConversations conversations;
    private final Analyses analyses;
    private final FeatureSet features;
    private final TrainerSettings settings;
    private final Supplier<UUID> ids;
    private final Clock clock;

    ExamineRatings(
            RatedConversations conversations,
            Analyses analyses,
            FeatureSet features,
            TrainerSettings settings,
            Supplier<UUID> ids,
            Clock clock) {
        this.conversations = conversations;
        this.analyses = analyses;
        this.features = features;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    /** One analysis of what was rated in the last {@code daysBack} days before {@code until}; inside a transaction. */
    Examination examine(UUID execution, Instant until, int daysBack) {
        var longest = until.minus(Duration.ofDays(Selection.longest(daysBack)));
        var selection = Selection.of(conversations.judgedBetween(longest, until), daysBack, until, settings);
        var salt = Split.newSalt();
        var compared = selection.sufficient() ? compare(selection, new Split(salt)) : Compared.NOTHING;
        var analysis = analysis(execution, until, daysBack, selection, compared);
        analyses.save(analysis, salt, compared.rows());
        return new Examination(
                analysis.id(),
                analysis.status(),
                analysis.windowDays(),
                analysis.nRated(),
                analysis.nHigh(),
                analysis.nLow(),
                analysis.discoveryHigh(),
                analysis.discoveryLow(),
                analysis.coverage(),
                compared.rows().stream()
                        .filter(FeatureContrast::decided)
                        .map(Examination.Driver::of)
                        .toList());
    }

    /** What the discovery part showed. */
    private record Compared(List<FeatureContrast> rows, int high, int low) {
        static final Compared NOTHING = new Compared(List.of(), 0, 0);

        int tested() {
            return Math.toIntExact(rows.stream().filter(row -> row.p() != null).count());
        }

        boolean addressable() {
            return rows.stream().anyMatch(row -> row.decided() && row.side() == Side.ADDRESSABLE);
        }
    }

    private Compared compare(Selection selection, Split split) {
        var all = new ArrayList<Observation>();
        var discovery = new ArrayList<Observation>();
        conversations.read(selection.chosen(), (conversation, dialogue) -> {
            var observation = observation(conversation, dialogue, split);
            all.add(observation);
            if (split.part(conversation.clientKey()) == Split.Part.DISCOVERY) {
                discovery.add(observation);
            }
        });
        var rows = Contrast.of(features.features(), discovery, position -> enough(all, position));
        return new Compared(rows, count(discovery, Thresholds.Rated.HIGH), count(discovery, Thresholds.Rated.LOW));
    }

    private Observation observation(RatedConversation conversation, Dialogue dialogue, Split split) {
        return new Observation(
                conversation.score(),
                settings.thresholds().rated(conversation.score()),
                named(conversation.topic()) + '|' + named(conversation.language()),
                dialogue.count(Dialogue.Role.ASSISTANT),
                split.firstHalf(conversation.clientKey()),
                features.measure(dialogue));
    }

    private static String named(@Nullable String text) {
        return text == null ? "none" : text;
    }

    /** A feature counts when both classes of the whole selection have enough values; the split comes after that. */
    private boolean enough(List<Observation> all, int position) {
        return IntStream.of(known(all, Thresholds.Rated.HIGH, position), known(all, Thresholds.Rated.LOW, position))
                .allMatch(values -> values >= settings.smallestClass());
    }

    private static int known(List<Observation> all, Thresholds.Rated rated, int position) {
        return Math.toIntExact(all.stream()
                .filter(observation -> observation.rated() == rated)
                .filter(observation -> !Double.isNaN(observation.value(position)))
                .count());
    }

    private static int count(List<Observation> observations, Thresholds.Rated rated) {
        return Math.toIntExact(observations.stream()
                .filter(observation -> observation.rated() == rated)
                .count());
    }

    private Analysis analysis(UUID execution, Instant until, int daysBack, Selection selection, Compared compared) {
        var total = conversations.countBetween(selection.from(), until);
        return new Analysis(
                ids.get(),
                execution,
                clock.instant(),
                status(selection, compared).code(),
                "live",
                daysBack,
                selection.windowDays(),
                selection.from(),
                until,
                total,
                selection.rated(),
                selection.high(),
                selection.low(),
                selection.middle(),
                selection.dropped(),
                selection.staffLed(),
                selection.unanswered(),
                compared.high(),
                compared.low(),
                total == 0 ? 0 : (double) selection.rated() / total,
                settings.highFrom(),
                settings.lowBelow(),
                detectable(compared),
                selection.tried().stream()
                        .map(window -> "%d days: %d high, %d low".formatted(window.days(), window.high(), window.low()))
                        .toList(),
                warnings(compared));
    }

    private static Status status(Selection selection, Compared compared) {
        if (!selection.sufficient() || compared.tested() == 0) {
            return Status.INSUFFICIENT_DATA;
        }
        return compared.addressable() ? Status.NOT_EVALUATED : Status.NOTHING_ADDRESSABLE;
    }

    private static @Nullable Double detectable(Compared compared) {
        return compared.tested() == 0
                ? null
                : Power.detectableDelta(compared.high(), compared.low(), compared.tested());
    }

    private static List<String> warnings(Compared compared) {
        var few = compared.tested() > 0 && Math.min(compared.high(), compared.low()) < POWER_WARNING_BELOW;
        return few
                ? List.of("few_ratings: only large differences can be found with %d high and %d low conversations"
                        .formatted(compared.high(), compared.low()))
                : List.of();
    }
}
