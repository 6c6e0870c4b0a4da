package io.nuzantara.demo;

import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The legacy score of every client of a sample, computed from its files alone. */
final class LegacyScores {

    record Score(double value, long quietDays) {
        String segment() {
            return value >= 80 ? "VIP" : value >= 60 ? "HIGH_VALUE" : value >= 40 ? "MEDIUM_VALUE" : "LOW_VALUE";
        }

        String risk() {
            if (value >= 70) {
                return quietDays > 30 ? "HIGH_RISK" : "LOW_RISK";
            }
            return quietDays > 60 ? "MEDIUM_RISK" : "LOW_RISK";
        }
    }

    private LegacyScores() {}

    static Map<String, Score> of(WrittenSample sample) {
        var contacts = sample.interactions().stream()
                .filter(row -> !row.getField("type").equals("whatsapp_nurture"))
                .collect(groupingBy(row -> row.getField("client_id")));
        var ratings = sample.conversations().stream()
                .filter(conversation -> conversation.has("rating"))
                .collect(groupingBy(
                        conversation -> conversation.get("client_id").asString(),
                        averagingDouble(
                                conversation -> conversation.get("rating").asDouble())));
        var practices = sample.practices().stream().collect(groupingBy(row -> row.getField("client_id"), counting()));
        return sample.clients().stream()
                .map(row -> row.getField("id"))
                .collect(toMap(
                        id -> id,
                        id -> score(
                                contacts.getOrDefault(id, List.of()),
                                ratings.getOrDefault(id, 0.0),
                                practices.getOrDefault(id, 0L))));
    }

    private static Score score(List<NamedCsvRecord> contacts, double rating, long practices) {
        var sentiment =
                contacts.stream().mapToDouble(LegacyScores::sentiment).average().orElse(0);
        var quiet = contacts.stream().mapToLong(LegacyScores::daysAgo).min().orElse(999);
        var recent = contacts.stream().filter(row -> daysAgo(row) < 30).count();
        return new Score(
                Math.min(100, 5 * contacts.size()) * 0.3
                        + (sentiment + 1) * 50 * 0.2
                        + Math.min(100, 10 * recent) * 0.2
                        + rating * 20 * 0.2
                        + Math.min(100, 15 * practices) * 0.1,
                quiet);
    }

    private static double sentiment(NamedCsvRecord row) {
        var text = row.getField("sentiment");
        return text.isEmpty() || text.equals("urgent") ? 0 : Double.parseDouble(text);
    }

    private static long daysAgo(NamedCsvRecord row) {
        return Duration.between(Instant.parse(row.getField("occurred_at")), WrittenSample.NOW)
                .toDays();
    }
}
