package io.nuzantara.execution;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Waits inside the work until the database answers again, instead of giving the work up. */
@Component
class DatabaseWait {

    private static final Logger log = LoggerFactory.getLogger(DatabaseWait.class);
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final int MOST_TRIES = 5;
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final JdbcClient jdbc;

    DatabaseWait(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Repeats what passing failures interrupt; each time after the database has answered again.
     *
     * @param leave when to give up; then the last failure is thrown
     */
    void until(Runnable done, BooleanSupplier leave) {
        until(
                () -> {
                    done.run();
                    return true;
                },
                leave);
    }

    /** As {@link #until(Runnable, BooleanSupplier)}, with an answer. */
    <T> T until(Supplier<T> answer, BooleanSupplier leave) {
        var failures = 0;
        while (true) {
            try {
                return answer.get();
            } catch (RuntimeException e) {
                if (!passes(e, ++failures) || leave.getAsBoolean()) {
                    throw e;
                }
                log.warn("The database does not answer; work waits for it cause={}", Transients.state(e));
                await(leave);
            }
        }
    }

    /** An outage passes sooner or later; two writers who met make way after a few tries, or there is another reason. */
    private static boolean passes(RuntimeException e, int failures) {
        return Transients.isConnectionLost(e) || (Transients.isTransient(e) && failures <= MOST_TRIES);
    }

    private void await(BooleanSupplier leave) {
        var pause = FIRST;
        do {
            sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
        } while (!leave.getAsBoolean() && !answers());
    }

    private boolean answers() {
        try {
            return jdbc.sql("SELECT 1").query(Integer.class).single() == 1;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interruption(Interruption.Cause.STOPPING);
        }
    }
}
