package io.nuzantara.execution;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The first thing that happens when the process is told to stop: lanes take nothing new, calls under way get a few seconds to
 * end, the rest is interrupted and given back.
 */
@Component
class Draining implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Draining.class);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Calls calls;
    private final ObjectProvider<Scheduler> scheduler;
    private volatile boolean on;
    private volatile boolean running;

    Draining(Calls calls, ObjectProvider<Scheduler> scheduler) {
        this.calls = calls;
        this.scheduler = scheduler;
    }

    /** Whether the process is about to end. */
    boolean isOn() {
        return on;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        on = true;
        running = false;
        scheduler.ifAvailable(Scheduler::pause);
        var end = System.nanoTime() + GRACE.toNanos();
        while (!calls.executions().isEmpty() && System.nanoTime() < end && pause()) {
            // until the last call has ended
        }
        var left = calls.executions().size();
        if (left > 0) {
            log.info("Calls interrupted by the stop of this process executions={}", left);
            calls.interruptAll();
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(LOOK);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server's graceful phase and long before the scheduler and the database go. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
