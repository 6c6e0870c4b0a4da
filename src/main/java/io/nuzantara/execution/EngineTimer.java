package io.nuzantara.execution;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What each node does by itself every second: interrupt calls that are late or no longer wanted. */
@Component
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class EngineTimer {

    private final Calls calls;
    private final Cancellation cancellation;

    EngineTimer(Calls calls, Cancellation cancellation) {
        this.calls = calls;
        this.cancellation = cancellation;
    }

    @Scheduled(fixedRateString = "PT1S")
    void interruptLate() {
        calls.interruptLate();
    }

    @Scheduled(fixedDelayString = "PT1S")
    void interruptCancelled() {
        var executions = calls.executions();
        if (!executions.isEmpty()) {
            calls.interruptCancelled(cancellation.requestedOf(executions));
        }
    }
}
