package io.nuzantara.demo;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What the sentences of one conversation are filled in with. */
record Setting(SampleClient client, Offer offer, Instant start, String staff, Map<String, String> values) {

    private static final List<String> STAFF = List.of("Arini", "Dharma", "Lestari", "Raka", "Tiwi", "Surya");

    static Setting of(
            SampleClient client, Offer offer, Instant start, Instant now, Phrases phrases, RandomGenerator random) {
        var language = client.language();
        var staff = Draw.one(STAFF, random);
        var documents = Draw.shuffled(phrases.bank("doc." + offer.topic().key()), random);
        var values = new HashMap<String, String>();
        values.put("service", offer.name(language));
        values.put("authority", offer.authority(language));
        values.put("law", offer.law(language));
        values.put(
                "price",
                (Draw.chance(0.5, random) ? "IDR " : "Rp ") + language.grouped(Change.price(offer, start, now)));
        values.put("days", Long.toString(Change.days(offer, start, now)));
        values.put("company", client.company());
        values.put("nation", client.nation());
        values.put("staff", staff);
        values.put(
                "weekday",
                language.weekday(start.atZone(PracticeBook.ZONE)
                        .plusDays(random.nextInt(2, 5))
                        .getDayOfWeek()));
        for (int i = 0; i < 3; i++) {
            values.put("doc" + (i + 1), documents.get(i));
        }
        return new Setting(client, offer, start, staff, Map.copyOf(values));
    }
}
