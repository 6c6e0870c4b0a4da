package io.nuzantara.conversation;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nuzantara.database.DataDirectory;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.execution.DirectExecution;
import io.nuzantara.execution.Outcome;
import io.nuzantara.execution.Parameters;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The import wired by hand. */
final class ImportBench {

    static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final TestDatabase database;
    final JdbcClient jdbc;
    private final ImportBatches batches;
    private final ImportFiles files;
    final ImportDirectory directory;
    private final ConversationSettings settings;

    ImportBench(TestDatabase database, Path data, int blockRows) {
        this.database = database;
        jdbc = database.jdbc();
        batches = new ImportBatches(jdbc, JSON);
        files = new ImportFiles(jdbc);
        directory = new ImportDirectory(new DataDirectory(data));
        settings = new ConversationSettings("IDR", "ID", DataSize.ofGigabytes(2), blockRows);
    }

    /** Files of one import, by name. */
    static Map<String, InputStream> files(String... namesAndContents) {
        var files = new LinkedHashMap<String, InputStream>();
        for (var i = 0; i < namesAndContents.length; i += 2) {
            files.put(namesAndContents[i], stream(namesAndContents[i + 1]));
        }
        return files;
    }

    static InputStream stream(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }

    static InputStream stream(Path path) {
        try {
            return Files.newInputStream(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Result importing(Map<String, InputStream> content) {
        return importing(content, ImportOptions.defaults(), NOW);
    }

    Result importing(Map<String, InputStream> content, ImportOptions options, Instant now) {
        var batch = send(content, options, now);
        return finish(batch, execution(batch, now), now);
    }

    UUID send(Map<String, InputStream> content, ImportOptions options, Instant now) {
        var batch = batches.create(options, List.copyOf(content.keySet()), "test", now);
        var index = 0;
        for (var file : content.values()) {
            try {
                Files.copy(file, directory.upload(batch, index++));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return batch;
    }

    DirectExecution execution(UUID batch, Instant now) {
        return new DirectExecution(
                new Parameters(Map.of(ImportAgent.BATCH, batch.toString())), now, database.transactions());
    }

    Result finish(UUID batch, DirectExecution execution, Instant now) {
        var outcome = agent(now).run(withRow(execution, now));
        return new Result(batch, outcome, files.of(batch), files.shown(batch));
    }

    private DirectExecution withRow(DirectExecution execution, Instant now) {
        jdbc.sql("""
                INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, priority, created_at)
                VALUES (:id, 'import', 'api', 'test', '{}', 'running', 5, :now)
                    ON CONFLICT DO NOTHING
                """)
                .param("id", execution.id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return execution;
    }

    ImportAgent agent(Instant now) {
        var clients = new ClientStatements(jdbc);
        var types = new ImportTypes(List.of(
                new ConversationRows(new ConversationStatements(jdbc, clients)),
                new InteractionRows(new InteractionStatements(jdbc, clients)),
                new PracticeRows(new PracticeStatements(jdbc, clients)),
                new ClientRows(clients)));
        var blocks = new ImportBlocks(types, files, directory, database.transactions(), JSON, settings);
        return new ImportAgent(
                batches,
                files,
                new ImportPlan(types, directory),
                blocks,
                directory,
                clients,
                database.transactions(),
                new ImportMeters(new SimpleMeterRegistry()),
                settings,
                ZoneId.of("Asia/Makassar"),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    /** Takes everything out that imports have stored. */
    ImportBench emptied() {
        jdbc.sql("TRUNCATE crm_clients, conversations, import_batches CASCADE").update();
        return this;
    }

    /** Statements that change the schema. */
    JdbcClient asOwner() {
        return JdbcClient.create(new DriverManagerDataSource(TestDatabase.url(database.owner())));
    }

    ImportBatch batch(UUID id) {
        return batches.find(id).orElseThrow();
    }

    long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    /** What became of an import. */
    record Result(UUID batch, Outcome outcome, List<ImportFile> files, List<ImportFiles.Shown> shown) {

        ImportFile file(String type) {
            return files.stream()
                    .filter(file -> type.equals(file.type()))
                    .findFirst()
                    .orElseThrow();
        }

        /** {@code row:column:code} of each refusal shown. */
        List<String> refusals() {
            var refusals = new ArrayList<String>();
            shown.forEach(row -> refusals.add("%d:%s:%s".formatted(row.rowNo(), row.columnName(), row.code())));
            return refusals;
        }

        long created() {
            return files.stream().mapToLong(ImportFile::created).sum();
        }

        long updated() {
            return files.stream().mapToLong(ImportFile::updated).sum();
        }

        long unchanged() {
            return files.stream().mapToLong(ImportFile::unchanged).sum();
        }

        long refused() {
            return files.stream().mapToLong(ImportFile::refused).sum();
        }
    }
}
