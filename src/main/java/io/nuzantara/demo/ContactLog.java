package io.nuzantara.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * When and how the business and each client were in touch. Automated messages ({@code whatsapp_nurture}) are there as
 * well, the quiet clients' after their last real contact, because they must not count as engagement.
 */
final class ContactLog {

    private static final int RECENT_DAYS = 30;
    private static final Map<String, String> CHANNELS = Map.of(
            "chat", "web_chat", "email", "gmail", "whatsapp", "whatsapp", "call", "phone", "meeting", "in_person");
    private static final List<String> TYPES =
            List.of("whatsapp", "whatsapp", "whatsapp", "chat", "chat", "email", "email", "call", "meeting");

    private final Catalogue catalogue;
    private final Map<Language, Phrases> phrases;
    private final Instant now;
    private final RandomGenerator random;

    ContactLog(Catalogue catalogue, Map<Language, Phrases> phrases, Instant now, RandomGenerator random) {
        this.catalogue = catalogue;
        this.phrases = phrases;
        this.now = now;
        this.random = random;
    }

    List<SampleInteraction> of(List<SampleClient> clients) {
        return clients.stream().flatMap(client -> of(client).stream()).toList();
    }

    private List<SampleInteraction> of(SampleClient client) {
        var portfolio = client.portfolio();
        int count = portfolio.interactions.draw(random);
        int recent = Math.min(count, portfolio.recent.draw(random));
        var contacts = new ArrayList<SampleInteraction>();
        for (int i = 0; i < count; i++) {
            contacts.add(contact(client, i == 0 ? client.lastContactDays() : daysAgo(client, i < recent)));
        }
        if (portfolio.isQuiet() || Draw.chance(0.2, random)) {
            contacts.add(automated(client));
        }
        return contacts;
    }

    private int daysAgo(SampleClient client, boolean recent) {
        int last = client.lastContactDays();
        int first = recent ? RECENT_DAYS - 1 : client.tenureDays();
        int from = recent ? last : Math.max(last, Math.min(RECENT_DAYS + 1, first - 1));
        return random.nextInt(from, Math.max(from + 1, first));
    }

    private SampleInteraction contact(SampleClient client, int daysAgo) {
        var type = Draw.one(TYPES, random);
        var inbound = Draw.chance(0.6, random);
        return new SampleInteraction(
                client.id(),
                type,
                inbound ? "inbound" : "outbound",
                CHANNELS.getOrDefault(type, type),
                summary(client, inbound ? "summary.inbound" : "summary.outbound"),
                sentiment(client.portfolio()),
                at(daysAgo));
    }

    private SampleInteraction automated(SampleClient client) {
        return new SampleInteraction(
                client.id(),
                "whatsapp_nurture",
                "outbound",
                "whatsapp",
                summary(client, "summary.outbound"),
                "",
                at(random.nextInt(1, Math.max(2, Math.min(25, client.tenureDays())))));
    }

    private String summary(SampleClient client, String bank) {
        var language = client.language();
        var words = phrases.get(language);
        if (words == null) {
            throw new IllegalStateException("no phrases in " + language.tag());
        }
        var sentence = words.pick(bank, random, new HashSet<>());
        return Phrases.filled(sentence, Map.of("service", catalogue.any(random).name(language)));
    }

    private String sentiment(Portfolio portfolio) {
        if (portfolio == Portfolio.QUIET_VIP) {
            return "1";
        }
        if (!portfolio.isQuiet() && Draw.chance(0.1, random)) {
            return Draw.chance(0.2, random) ? "urgent" : "";
        }
        var value = Math.clamp(random.nextGaussian(portfolio.sentiment, 0.25), -1.0, 1.0);
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).toPlainString();
    }

    private Instant at(int daysAgo) {
        return now.minus(Duration.ofDays(daysAgo)).minus(Duration.ofMinutes(random.nextInt(30, 600)));
    }
}
