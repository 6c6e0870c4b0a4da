package io.nuzantara.execution;

import java.util.concurrent.locks.ReentrantLock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What each node does by itself every second: interrupt calls that are late or no longer wanted. At a fixed rate each run has a
 * thread of its own; timers with a fixed delay share one thread, and wait behind whichever of them is slow.
 */
@Component
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class EngineTimer {

    private final Calls calls;
    private final Cancellation cancellation;
    private final ReentrantLock asking = new ReentrantLock();

    EngineTimer(Calls calls, Cancellation cancellation) {
        this.calls = calls;
        this.cancellation = cancellation;
    }

    @Scheduled(fixedRateString = "PT1S")
    void interruptLate() {
        calls.interruptLate();
    }

    /** While one run waits for the database, no second one does. */
    @Scheduled(fixedRateString = "PT1S")
    void interruptCancelled() {
        if (!asking.tryLock()) {
            return;
        }
        try {
            askAndInterrupt();
        } finally {
            asking.unlock();
        }
    }

    private void askAndInterrupt() {
        var executions = calls.executions();
        if (!executions.isEmpty()) {
            calls.interruptCancelled(cancellation.requestedOf(executions));
        }
    }
}
