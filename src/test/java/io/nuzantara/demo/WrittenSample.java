package io.nuzantara.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of a sample business, read back as an importer would see them. */
record WrittenSample(
        Planted planted,
        List<NamedCsvRecord> clients,
        List<NamedCsvRecord> practices,
        List<NamedCsvRecord> interactions,
        List<JsonNode> conversations) {

    static final Instant NOW = Instant.parse("2026-11-22T09:30:00Z");
    static final long SEED = 42;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static WrittenSample written(Path directory, int clients) {
        var planted = new SampleBusiness().write(directory, SEED, NOW, clients);
        return new WrittenSample(
                planted,
                csv(directory.resolve("clients.csv")),
                csv(directory.resolve("practices.csv")),
                csv(directory.resolve("interactions.csv")),
                lines(directory.resolve("conversations.jsonl")).stream()
                        .map(JSON::readTree)
                        .toList());
    }

    private static List<NamedCsvRecord> csv(Path file) {
        try (var csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            return csv.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<JsonNode> high() {
        return rated(rating -> rating >= 4);
    }

    List<JsonNode> low() {
        return rated(rating -> rating < 3);
    }

    private List<JsonNode> rated(Predicate<Double> wanted) {
        return conversations.stream()
                .filter(conversation -> conversation.has("rating"))
                .filter(conversation -> wanted.test(conversation.get("rating").asDouble()))
                .toList();
    }

    /** What one side says, message by message. */
    static List<String> said(JsonNode conversation, String role) {
        return conversation
                .get("messages")
                .valueStream()
                .filter(message -> message.get("role").asString().equals(role))
                .map(message -> message.get("content").asString())
                .toList();
    }
}
