package io.nuzantara;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import org.awaitility.Awaitility;
import org.springframework.scheduling.TaskScheduler;

/**
 * A timer with a fixed delay that does not come to its end until it is closed. All timers with a fixed delay share one thread:
 * meanwhile none of the others runs.
 */
public final class HangingTimer implements AutoCloseable {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final ScheduledFuture<?> timer;

    private HangingTimer(TaskScheduler timers) {
        timer = timers.scheduleWithFixedDelay(this::hang, Duration.ofDays(1));
    }

    /** Returns when it has the thread; the others may have it for a while before. */
    public static HangingTimer on(TaskScheduler timers) {
        var hanging = new HangingTimer(timers);
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> hanging.begun.getCount() == 0);
        return hanging;
    }

    private void hang() {
        begun.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        timer.cancel(false);
        end.countDown();
    }
}
