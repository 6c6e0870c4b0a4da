package io.nuzantara.benchmark;

import io.nuzantara.api.ExecutionView;
import io.nuzantara.conversation.ImportOptions;
import io.nuzantara.conversation.Imports;
import io.nuzantara.demo.SampleBusiness;
import io.nuzantara.execution.Executions;
import io.nuzantara.execution.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;

/** The sample business, imported into a running application. */
final class SampleData {

    private SampleData() {}

    static void load(RunningApplication application, long seed, int clients) throws IOException {
        var directory = application.data().resolve("sample");
        new SampleBusiness().write(directory, seed, Instant.now(), clients);
        var files = files(directory);
        var imports = application.bean(Imports.class);
        var batch = imports.create(
                        ImportOptions.defaults(),
                        files.stream()
                                .map(file -> file.getFileName().toString())
                                .toList(),
                        "bench")
                .batchId();
        for (var file : files) {
            try (var content = Files.newInputStream(file)) {
                imports.addFile(batch, file.getFileName().toString(), content);
            }
        }
        var execution = imports.start(batch, Trigger.API, "bench");
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> application.bean(Executions.class).find(execution).orElseThrow(), ExecutionView::isFinal);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (var all = Files.list(directory)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
