package io.nuzantara.demo;

import io.nuzantara.api.ExecutionView;
import io.nuzantara.conversation.ImportOptions;
import io.nuzantara.conversation.Imports;
import io.nuzantara.database.DataDirectory;
import io.nuzantara.database.StartRefused;
import io.nuzantara.execution.Executions;
import io.nuzantara.execution.Trigger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Puts the sample business into a running service, through the same import as any other data. */
@Component
public class DemoSetup {

    /** The system prompt of the sample business, relative to the data directory. */
    public static final String PROMPT = "prompts/" + DemoPrompt.NAME;

    private static final String COMPLETED = "completed";
    private static final String SOURCE = "demo";
    private static final String RECORD = "sample-business.json";
    private static final String FILES = "sample-business";
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(150);

    private final Imports imports;
    private final Executions executions;
    private final DataDirectory data;
    private final JsonMapper json;
    private final Clock clock;

    DemoSetup(Imports imports, Executions executions, DataDirectory data, JsonMapper json, Clock clock) {
        this.imports = imports;
        this.executions = executions;
        this.data = data;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Makes sure that the sample business and its prompt are there, and waits until they are. What is there stays: a
     * second call on the same data directory changes nothing, whatever seed and size it names.
     *
     * @param clients how many, 10 to 9,999
     * @return which business is there now
     * @throws StartRefused when the import does not succeed
     */
    public DemoRecord prepare(long seed, int clients) {
        writePrompt();
        var told = data.read(RECORD)
                .map(text -> json.readValue(text, DemoRecord.class))
                .orElseGet(() -> save(new DemoRecord(seed, clients, clock.instant(), null)));
        var execution = usable(told).orElseGet(() -> imported(told));
        await(execution);
        return told.importedBy(execution);
    }

    private void writePrompt() {
        if (!Files.exists(data.resolve(PROMPT))) {
            data.directory("prompts");
            data.writePrivate(PROMPT, DemoPrompt.text());
        }
    }

    /** The import of an earlier start, unless it failed or its database is gone. */
    private Optional<UUID> usable(DemoRecord told) {
        return Optional.ofNullable(told.execution())
                .filter(execution -> executions
                        .find(execution)
                        .filter(view -> !view.isFinal() || view.status().equals(COMPLETED))
                        .isPresent());
    }

    /** The record is written before the import begins: a start that was cut short is repeated with the same bytes. */
    private UUID imported(DemoRecord told) {
        var directory = data.directory(FILES);
        try {
            new SampleBusiness().write(directory, told.seed(), told.toldAt(), told.clients());
            var options = ImportOptions.defaults().withSource(SOURCE);
            var execution = imports.importFiles(options, files(directory), Trigger.CLI, SOURCE);
            save(told.importedBy(execution));
            return execution;
        } finally {
            files(directory).forEach(DemoSetup::delete);
            delete(directory);
        }
    }

    private static List<Path> files(Path directory) {
        return SampleBusiness.FILES.stream().map(directory::resolve).toList();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DemoRecord save(DemoRecord told) {
        data.writePrivate(RECORD, json.writeValueAsString(told));
        return told;
    }

    private void await(UUID execution) {
        var latest = clock.instant().plus(LONGEST);
        var status = status(execution);
        while (status.isEmpty()) {
            if (clock.instant().isAfter(latest)) {
                throw refused("did not end within " + LONGEST.toMinutes() + " minutes");
            }
            pause();
            status = status(execution);
        }
        if (!status.get().equals(COMPLETED)) {
            throw refused("ended as " + status.get());
        }
    }

    private Optional<String> status(UUID execution) {
        return executions.find(execution).filter(ExecutionView::isFinal).map(ExecutionView::status);
    }

    private static StartRefused refused(String what) {
        return new StartRefused("The import of the sample business " + what + ": start the demo again with --reset.");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("The start of the demo was interrupted: start it again.", e);
        }
    }
}
