package io.nuzantara.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGTERM at any time of a start ends the process soon, without a stack trace and without a database left running. */
class StopIT {

    private static final long LONGEST_STOP_SECONDS = 30;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"service.pid", "postgres/postmaster.pid", "admin.token", "service.url"})
    void aStartThatIsInterruptedEndsInOrder(String whenThere) throws Exception {
        var data = directory.resolve(whenThere.replace('/', '-'));
        Files.createDirectories(data);
        var log = data.resolve("out.log");
        var service = Program.process(data, Map.of(), List.of("up", "--port", "0", "--data", data.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await(data.resolve(whenThere), service, log);

        service.destroy();

        assertThat(service.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(log).content().doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
        assertThat(data.resolve("service.url")).doesNotExist();
    }

    private static void await(Path file, Process service, Path log) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Files.exists(file) || !service.isAlive());
        assertThat(service.isAlive()).as(() -> read(log)).isTrue();
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
