package io.nuzantara.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Writes all conversations of the sample business with their ratings. */
final class Conversations {

    private static final double FEEDBACK_SHARE = 0.45;
    private static final Duration PROMPT_AGE = Duration.ofDays(75);

    private final Catalogue catalogue;
    private final Map<Language, Phrases> phrases;
    private final Instant now;
    private final SplittableRandom random;

    Conversations(Catalogue catalogue, Map<Language, Phrases> phrases, Instant now, SplittableRandom random) {
        this.catalogue = catalogue;
        this.phrases = phrases;
        this.now = now;
        this.random = random;
    }

    List<SampleConversation> of(List<SampleClient> clients) {
        var survey = new Survey(now, random.split());
        var slots = new Agenda(now, random.split()).of(clients);
        var verdicts = survey.verdicts(slots);
        var conversations = new ArrayList<SampleConversation>();
        for (int i = 0; i < slots.size(); i++) {
            conversations.add(conversation(i + 1, slots.get(i), verdicts.get(i), survey));
        }
        return conversations;
    }

    /** The message with which a client asks the business to stop writing. */
    SampleConversation optOut(SampleClient client) {
        var at = now.minus(Duration.ofDays(client.lastContactDays())).minus(Duration.ofHours(6));
        var message = new SampleConversation.Message(
                "user", words(client).bank("stop").getFirst(), at, null);
        return new SampleConversation(
                "demo-c-optout",
                client.id(),
                "whatsapp",
                client.language().tag(),
                List.of("opt-out"),
                at,
                List.of(message),
                null,
                null,
                null,
                null);
    }

    private SampleConversation conversation(int number, Slot slot, Verdict verdict, Survey survey) {
        var client = slot.client();
        var words = words(client);
        var own = random.split();
        var offer = catalogue.any(slot.topic(), own);
        var setting = Setting.of(client, offer, slot.startedAt(), now, words, own);
        var messages = new Dialogue(setting, Style.drawn(verdict, own), words, own).write();
        var rated = verdict != Verdict.NONE;
        return new SampleConversation(
                "demo-c-%05d".formatted(number),
                client.id(),
                Draw.chance(0.6, own) ? "whatsapp" : "web",
                client.language().tag(),
                List.of(slot.topic().label(), offer.code()),
                slot.startedAt(),
                messages,
                rated ? survey.stars(verdict, client) : null,
                rated ? survey.ratedAt(messages.getLast().at()) : null,
                rated ? feedback(verdict, words, own) : null,
                promptVersion(slot.startedAt()));
    }

    private static @Nullable String feedback(Verdict verdict, Phrases words, SplittableRandom random) {
        var bank = "feedback." + verdict.name().toLowerCase(Locale.ROOT);
        return Draw.chance(FEEDBACK_SHARE, random) ? words.pick(bank, random, new HashSet<>()) : null;
    }

    private @Nullable String promptVersion(Instant startedAt) {
        return startedAt.isBefore(now.minus(PROMPT_AGE)) ? null : DemoPrompt.version();
    }

    private Phrases words(SampleClient client) {
        var words = phrases.get(client.language());
        if (words == null) {
            throw new IllegalStateException("no phrases in " + client.language().tag());
        }
        return words;
    }
}
