package io.nuzantara.benchmark;

import io.nuzantara.Application;
import io.nuzantara.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The application in this process, on a fresh database and a free port. */
final class RunningApplication implements AutoCloseable {

    private final TestDatabase database = TestDatabase.create();
    private final Path data;
    private final ConfigurableApplicationContext context;

    RunningApplication(Class<?>... more) throws IOException {
        this(List.of("--nuzantara.orchestrator.enabled=false"), more);
    }

    /** @param properties as on the command line, {@code --name=value} */
    RunningApplication(List<String> properties, Class<?>... more) throws IOException {
        data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bench-")
                .toAbsolutePath();
        var sources = new Class<?>[more.length + 1];
        sources[0] = Application.class;
        System.arraycopy(more, 0, sources, 1, more.length);
        var arguments = new ArrayList<>(List.of(
                "--nuzantara.database-url=" + TestDatabase.url(database.app()),
                "--nuzantara.migration-database-url=" + TestDatabase.url(database.owner()),
                "--nuzantara.data-dir=" + data,
                "--server.port=0",
                "--management.server.port=0",
                "--logging.level.io.nuzantara=warn"));
        arguments.addAll(properties);
        context = new SpringApplication(sources).run(arguments.toArray(String[]::new));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    TestDatabase database() {
        return database;
    }

    String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    String token() throws IOException {
        return Files.readString(data.resolve("admin.token")).strip();
    }

    Path data() {
        return data;
    }

    @Override
    public void close() {
        context.close();
    }
}
