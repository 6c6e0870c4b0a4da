package io.nuzantara.database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerCustomizer;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.stereotype.Component;

/** While the database is away every timer fails each time: that is told once by whoever watches the database, not by each of them. */
@Component
class TimersDuringOutages implements SimpleAsyncTaskSchedulerCustomizer {

    private static final Logger log = LoggerFactory.getLogger(TimersDuringOutages.class);

    @Override
    public void customize(SimpleAsyncTaskScheduler scheduler) {
        scheduler.setErrorHandler(TimersDuringOutages::failed);
    }

    private static void failed(Throwable failure) {
        if (Outages.isOutage(failure)) {
            log.debug("A timer found the database away", failure);
        } else {
            log.error("A timer failed and is tried again at its next time", failure);
        }
    }
}
