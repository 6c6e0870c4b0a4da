package io.nuzantara.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Writes the import files that every source of data comes in. */
final class CanonicalFiles {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final Path directory;
    private final Instant now;

    CanonicalFiles(Path directory, Instant now) {
        this.directory = directory;
        this.now = now;
    }

    void clients(List<SampleClient> clients) throws IOException {
        try (var csv = csv("clients.csv")) {
            csv.writeRecord(
                    "id", "name", "email", "phone", "nationality", "language", "timezone", "status", "created_at");
            for (var client : clients) {
                csv.writeRecord(
                        client.id(),
                        client.name(),
                        client.email(),
                        text(client.phone()),
                        client.nationality(),
                        client.language().tag(),
                        PracticeBook.ZONE.getId(),
                        "active",
                        client.createdAt(now).toString());
            }
        }
    }

    void practices(List<SamplePractice> practices) throws IOException {
        try (var csv = csv("practices.csv")) {
            csv.writeRecord(
                    "id",
                    "client_id",
                    "type",
                    "status",
                    "price",
                    "currency",
                    "paid_amount",
                    "payment_status",
                    "started_at",
                    "completed_at",
                    "expiry_date",
                    "next_renewal_date");
            for (int i = 0; i < practices.size(); i++) {
                csv.writeRecord(row("demo-p-%05d".formatted(i + 1), practices.get(i)));
            }
        }
    }

    private static List<String> row(String id, SamplePractice practice) {
        return List.of(
                id,
                practice.clientId(),
                practice.offer().code(),
                practice.status(),
                practice.price().toPlainString(),
                practice.currency(),
                text(practice.paidAmount()),
                practice.paymentStatus(),
                practice.startedAt().toString(),
                text(practice.completedAt()),
                text(practice.expiryDate()),
                text(practice.nextRenewalDate()));
    }

    void interactions(List<SampleInteraction> interactions) throws IOException {
        try (var csv = csv("interactions.csv")) {
            csv.writeRecord("id", "client_id", "type", "direction", "channel", "summary", "sentiment", "occurred_at");
            for (int i = 0; i < interactions.size(); i++) {
                var interaction = interactions.get(i);
                csv.writeRecord(
                        "demo-i-%05d".formatted(i + 1),
                        interaction.clientId(),
                        interaction.type(),
                        interaction.direction(),
                        interaction.channel(),
                        interaction.summary(),
                        interaction.sentiment(),
                        interaction.occurredAt().toString());
            }
        }
    }

    void conversations(List<SampleConversation> conversations) throws IOException {
        try (var lines = Files.newBufferedWriter(directory.resolve("conversations.jsonl"))) {
            for (var conversation : conversations) {
                lines.write(JSON.writeValueAsString(conversation));
                lines.write('\n');
            }
        }
    }

    private CsvWriter csv(String name) throws IOException {
        return CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(directory.resolve(name));
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }
}
