package io.nuzantara.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.LocalCaller;
import io.nuzantara.demo.SampleBusiness;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies in the middle of its work loses nothing and does nothing twice. */
class KillIT {

    private static final String START = "/api/autonomous-agents/knowledge-graph-builder/run?days_back=3650";
    /** Conversations after which the process dies. */
    private static final int READ = 40;

    private static final List<String> COUNTS = List.of(
            "sources_seen",
            "entities_total",
            "mentions_total",
            "facts_total",
            "associations_total",
            "top_entities",
            "top_hubs");

    @TempDir
    Path directory;

    @Test
    void aGraphExecutionGoesOnAfterKillNineAndEqualsAnUndisturbedOne() throws Exception {
        var files = directory.resolve("sample");
        new SampleBusiness().write(files, 7, Instant.parse("2026-11-20T04:00:00Z"), 200);

        var undisturbed = undisturbed(files);
        var killed = killed(files);

        assertThat(killed).isEqualTo(undisturbed);
    }

    private Map<String, String> undisturbed(Path files) throws Exception {
        var data = directory.resolve("undisturbed");
        try (var service = Service.start(data, Map.of())) {
            imported(data, files);
            var caller = service.admin();
            return counts(Service.ended(caller, caller.post(START, null).text("execution_id")));
        }
    }

    private Map<String, String> killed(Path files) throws Exception {
        var data = directory.resolve("killed");
        String execution;
        try (var service = Service.start(data, Map.of())) {
            imported(data, files);
            execution = service.admin().post(START, null).text("execution_id");
            awaitRead(service.admin(), execution);
            service.kill();
        }
        var restarted = Instant.now();
        try (var service = Service.start(data, Map.of())) {
            awaitGoingOn(service.admin(), execution);
            var ended = Service.ended(service.admin(), execution);
            assertThat(Instant.parse(ended.text("completed_at"))).isAfter(restarted);
            var progress = ended.json().get("progress");
            assertThat(progress.get("done").intValue())
                    .isEqualTo(progress.get("total").intValue())
                    .isGreaterThan(READ);
            return counts(ended);
        }
    }

    /** Nobody waits for the heartbeats of the dead process: the lock of the data directory says that it is gone. */
    private static void awaitGoingOn(LocalCaller caller, String execution) {
        var ready = System.nanoTime();
        var before = done(caller, execution);
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> done(caller, execution) > before || isFinal(caller, execution));
        System.out.printf(
                "after kill -9 the execution went on %d ms after the service was ready%n",
                Duration.ofNanos(System.nanoTime() - ready).toMillis());
    }

    private static boolean isFinal(LocalCaller caller, String execution) {
        return !caller.get("/api/autonomous-agents/executions/" + execution)
                .text("completed_at")
                .isEmpty();
    }

    private static int done(LocalCaller caller, String execution) {
        return caller.get("/api/autonomous-agents/executions/" + execution)
                .json()
                .get("progress")
                .get("done")
                .intValue();
    }

    private static void awaitRead(LocalCaller caller, String execution) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> done(caller, execution) >= READ);
    }

    private static void imported(Path data, Path files) throws Exception {
        var imported = Program.run(data, Map.of("NUZANTARA_DATA_DIR", data.toString()), "import", files.toString());
        assertThat(imported.exitCode()).as(imported.err()).isZero();
    }

    private static Map<String, String> counts(LocalCaller.Answer ended) {
        assertThat(ended.text("status")).isEqualTo("completed");
        var counts = new TreeMap<String, String>();
        COUNTS.forEach(
                name -> counts.put(name, ended.json().get("result").get(name).toString()));
        assertThat(counts.get("mentions_total")).isNotEqualTo("0");
        return counts;
    }
}
