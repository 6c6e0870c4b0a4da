package io.nuzantara.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuzantara.database.DataDirectory;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.security.KillSwitch.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class KillSwitchTests {

    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    private static final TestDatabase DATABASE = TestDatabase.create();

    /** Far more than a busy machine needs for an answer. */
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final Patience PATIENT = new Patience(LONG, LONG);

    @TempDir
    Path here;

    @TempDir
    Path elsewhere;

    private final SettableClock clock = new SettableClock(NOW);
    private KillSwitch node;
    private KillSwitch other;

    @BeforeEach
    void twoNodes() {
        DATABASE.jdbc().sql("DELETE FROM engine_settings").update();
        node = node(DATABASE.jdbc(), here);
        other = node(DATABASE.jdbc(), elsewhere);
    }

    private KillSwitch node(JdbcClient jdbc, Path directory) {
        return node(jdbc, directory, PATIENT);
    }

    private KillSwitch node(JdbcClient jdbc, Path directory, Patience patience) {
        return new KillSwitch(jdbc, new StopFile(new DataDirectory(directory), clock), clock, patience);
    }

    @Test
    void workGoesOnUntilSomebodyStopsIt() {
        assertThat(node.isStopped()).isFalse();

        var stop = node.stop("wrong prompt", "ketut");

        assertThat(stop).isEqualTo(new Stop(NOW, "ketut", "wrong prompt", KillSwitch.Origin.DATABASE));
        assertThat(node.state()).contains(stop);
    }

    @Test
    void anotherNodeStopsWithinHalfASecond() {
        assertThat(other.isStopped()).isFalse();
        node.stop("wrong prompt", "ketut");

        clock.advance(Duration.ofMillis(499));
        assertThat(other.isStopped()).as("its answer is kept").isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(other.isStopped()).isTrue();

        node.resume("ketut");
        clock.advance(Duration.ofMillis(500));
        assertThat(other.isStopped()).isFalse();
    }

    @Test
    void aClockThatJumpsBackDoesNotKeepTheLastAnswer() {
        assertThat(other.isStopped()).isFalse();
        node.stop("wrong prompt", "ketut");

        clock.advance(Duration.ofHours(-1));

        assertThat(other.isStopped()).isTrue();
    }

    @Test
    void theFirstOfTwoStopsStays() {
        node.stop("wrong prompt", "ketut");
        clock.advance(Duration.ofMinutes(1));

        assertThat(other.stop("me too", "wayan"))
                .isEqualTo(new Stop(NOW, "ketut", "wrong prompt", KillSwitch.Origin.DATABASE));
    }

    @Test
    void aFileStopsItsNodeWithItsFirstLineAsReason() throws IOException {
        Files.writeString(here.resolve("STOP"), "provider bills twice\u0007\nsecond line");

        assertThat(node.state().orElseThrow().reason()).isEqualTo("provider bills twice");
        assertThat(node.state().orElseThrow().by()).isEqualTo("the file STOP");
        assertThat(other.isStopped()).isFalse();
    }

    @Test
    void anEmptyFileAndOneThatCannotBeReadStopToo() throws IOException {
        Files.createFile(here.resolve("STOP"));
        Files.createDirectory(elsewhere.resolve("STOP"));

        assertThat(node.state().orElseThrow().reason()).isEqualTo("No reason was given");
        assertThat(other.state().orElseThrow().reason()).isEqualTo("The file cannot be read");
    }

    @Test
    void aLongFileIsNotReadToItsEnd() throws IOException {
        Files.writeString(here.resolve("STOP"), "x".repeat(1_000_000));

        assertThat(node.state().orElseThrow().reason()).hasSize(500);
    }

    @Test
    void resumingRemovesTheFileOfTheNodeAndTheWordOfTheDatabase() throws IOException {
        Files.createFile(here.resolve("STOP"));
        node.stop("wrong prompt", "ketut");

        assertThat(node.resume("wayan")).isEmpty();

        assertThat(here.resolve("STOP")).doesNotExist();
        assertThat(node.isStopped()).isFalse();
    }

    @Test
    void withoutTheDatabaseTheFileDecidesAndTheLastWordStands() throws IOException {
        var pool = TestDatabase.create();
        var cutOff = node(pool.jdbc(), here);
        assertThat(cutOff.isStopped()).isFalse();
        pool.pool().close();
        clock.advance(Duration.ofSeconds(1));
        assertThat(cutOff.isStopped()).as("the last word").isFalse();

        Files.createFile(here.resolve("STOP"));

        assertThat(cutOff.isStopped()).isTrue();
    }

    @Test
    void aStopIsNotForgottenWhenTheDatabaseGoesAway() {
        var pool = TestDatabase.create();
        var cutOff = node(pool.jdbc(), here);
        cutOff.stop("wrong prompt", "ketut");
        pool.pool().close();
        clock.advance(Duration.ofHours(1));

        assertThat(cutOff.isStopped()).isTrue();
    }

    @Test
    void aDatabaseThatHangsHoldsNobodyUp() {
        var hurried = node(DATABASE.jdbc(), elsewhere, new Patience(LONG, Duration.ofMillis(200)));
        assertThat(hurried.isStopped()).isFalse();
        node.stop("wrong prompt", "ketut");

        whileTheTableIsLocked(() -> {
            clock.advance(Duration.ofSeconds(1));
            var start = System.nanoTime();
            assertThat(hurried.isStopped()).as("the last word").isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        });

        Awaitility.await().until(hurried::isStopped);
    }

    private static void whileTheTableIsLocked(Runnable work) {
        DATABASE.transactions().executeWithoutResult(_ -> {
            DATABASE.jdbc()
                    .sql("LOCK TABLE engine_settings IN ACCESS EXCLUSIVE MODE")
                    .update();
            work.run();
        });
    }

    @Test
    void theFirstWordIsWaitedForLonger() {
        var hurried = node(DATABASE.jdbc(), elsewhere, new Patience(LONG, Duration.ZERO));

        assertThat(hurried.isStopped()).isFalse();
    }

    /** Whoever makes a token chooses its name. */
    @ParameterizedTest
    @ValueSource(strings = {"this node", "the file STOP"})
    void whoOrdersAStopDecidesByNoNameWhatItIs(String by) {
        var ordering = node(DATABASE.jdbc(), elsewhere);
        ordering.stop("a leak", by);
        try {
            assertThat(ordering.ordered()).hasValueSatisfying(stop -> {
                assertThat(stop.by()).isEqualTo(by);
                assertThat(stop.untilHeard()).isFalse();
                assertThat(stop.concernsOneNode()).isFalse();
            });
        } finally {
            ordering.resume(by);
        }
    }

    @Test
    void everythingCountsAsStoppedUntilTheDatabaseHasSaidOtherwise() {
        var unheard = node(DATABASE.jdbc(), elsewhere, new Patience(Duration.ofMillis(200), Duration.ofMillis(200)));

        whileTheTableIsLocked(() -> {
            assertThat(unheard.state()).hasValueSatisfying(stop -> {
                assertThat(stop.untilHeard()).isTrue();
                assertThat(stop.since()).isEqualTo(NOW);
                assertThat(stop.reason()).isEqualTo("the database has not said yet whether work is stopped");
            });
            assertThatThrownBy(unheard::refuseWhileStopped).isInstanceOfSatisfying(Problem.class, problem -> {
                assertThat(problem.code()).as("what callers ask again").isEqualTo("database-unavailable");
                assertThat(problem.detail())
                        .startsWith("Nothing starts yet: the database has not said yet")
                        .doesNotContain("resume");
            });
            assertThat(unheard.ordered()).as("nobody ordered it").isEmpty();
        });

        Awaitility.await().until(() -> !unheard.isStopped());
    }

    @Test
    void aDatabaseThatCannotBeAskedFromTheBeginningHasNotSaidThatWorkGoesOn() throws IOException {
        var pool = TestDatabase.create();
        pool.pool().close();
        var cutOff = node(pool.jdbc(), here);

        assertThat(cutOff.state().orElseThrow().untilHeard()).isTrue();

        Files.createFile(here.resolve("STOP"));
        assertThat(cutOff.state().orElseThrow().concernsOneNode()).isTrue();
    }

    @Test
    void whatStartsWorkIsRefusedWithTheReason() {
        node.refuseWhileStopped();
        node.stop("wrong prompt", "ketut");

        assertThatThrownBy(node::refuseWhileStopped).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo("stopped");
            assertThat(problem.status().value()).isEqualTo(503);
            assertThat(problem.detail()).contains("ketut", "wrong prompt");
            assertThat(problem.retryAfter()).isPositive();
        });
    }
}
