package io.nuzantara.execution.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import io.nuzantara.database.backup.Backup;
import io.nuzantara.database.backup.BackupFile;
import io.nuzantara.database.backup.Destination;
import io.nuzantara.database.backup.Restore;
import io.nuzantara.execution.ExecutionsAfterRestore;
import io.nuzantara.security.SecurityAfterRestore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work that a backup found in the hands of a node, in another database after everything else was lost. */
class RestoredIT {

    private static final int ITEMS = 120;

    @TempDir
    private Path directory;

    private final TestDatabase lost = TestDatabase.create();
    private final TestDatabase restored = TestDatabase.empty();
    private final LedgerView before = new LedgerView(lost);
    private final LedgerView after = new LedgerView(restored);
    private final Nodes nodes = Nodes.on(lost.app(), lost.owner()).quick();

    @AfterEach
    void end() {
        nodes.close();
    }

    @Test
    void parkedExecutionsGoOnAndNothingGoesOutBeforeAPersonSaysSo() {
        var node = nodes.start().awaitReady();
        var asking = node.start("approval_probe", "asking", "latency=10");
        before.await(asking, "waiting_approval", Duration.ofSeconds(20));
        var working = node.start("items_probe", "working", "kind=remote", "items=" + ITEMS, "latency=200");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> before.items(working).done() > 10);
        var file = directory.resolve("backup.zip");
        new Backup(lost.owner(), Clock.systemUTC()).take(new Destination.ToFile(file));
        node.kill();

        var lookAt = restore(file);
        var done = after.items(working).done();

        assertThat(done).isBetween(10L, ITEMS - 1L);
        assertThat(lookAt).hasSize(3).anySatisfy(line -> assertThat(line).startsWith("1 questions to people"));
        try (var others = Nodes.on(restored.app(), restored.owner()).quick()) {
            others.start().awaitReady();
            awaitTurns();
            assertThat(others.remote().log().calls("item")).isEmpty();
            resume();
            after.await(working, "completed", Duration.ofSeconds(60));
            after.await(asking, "failed", Duration.ofSeconds(20));
            assertThat(others.remote().log().calls("item")).hasSize((int) (ITEMS - done));
            assertThat(others.remote().log().calls("step")).isEmpty();
            assertThat(others.remote().behaviour().effects()).hasSize(1);
        }
        assertThat(after.items(working).done()).isEqualTo(ITEMS);
        assertThat(after.counted(working)).isEqualTo(ITEMS);
        assertThat(after.slotsTaken()).isZero();
        assertThat(after.jdbc()
                        .sql("SELECT error_code FROM agent_executions WHERE id = :id")
                        .param("id", asking)
                        .query(String.class)
                        .single())
                .isEqualTo("approval_expired");
    }

    private List<String> restore(Path file) {
        try (var backup = BackupFile.open(file)) {
            Restore.check(backup);
            return new Restore(
                            restored.owner(),
                            List.of(new ExecutionsAfterRestore(), new SecurityAfterRestore()),
                            Clock.systemUTC())
                    .restore(backup, false)
                    .lookAt();
        }
    }

    /** Each execution and each lane has had a turn, in which the stop kept it from its work. */
    private void awaitTurns() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> after.jdbc().sql("""
                                SELECT count(*) FILTER (WHERE task_name = 'execution') = 2
                                       AND count(*) FILTER (WHERE task_name = 'lane' AND version > 3) > 1
                                  FROM scheduled_tasks
                                """).query(Boolean.class).single());
    }

    private void resume() {
        after.jdbc()
                .sql("UPDATE engine_settings SET value = 'false' WHERE name = 'stopped'")
                .update();
    }
}
