package io.nuzantara.cli;

import io.nuzantara.database.StartRefused;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The end of this process by a signal: a running service is stopped in order, a start under way ends at its next step. Spring's own
 * hook would close what is still being made, and tell it with stack traces.
 */
final class StopSignal {

    private static final Duration LONGEST_STEP = Duration.ofSeconds(25);

    private final CountDownLatch startEnded = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().name("stop").unstarted(this::stop);
    private volatile boolean received;
    private volatile @Nullable ConfigurableApplicationContext context;

    /** Takes over from Spring's own hook for this application. */
    static StopSignal heededBy(SpringApplication spring) {
        var signal = new StopSignal();
        spring.setRegisterShutdownHook(false);
        spring.addInitializers(signal::watch);
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    private void watch(ConfigurableApplicationContext starting) {
        context = starting;
        starting.getBeanFactory().addBeanPostProcessor(new InstantiationAwareBeanPostProcessor() {
            @Override
            public @Nullable Object postProcessBeforeInstantiation(Class<?> type, String name) {
                refuseIfReceived();
                return null;
            }
        });
    }

    /** Before something is made and never after: what is made already is known to Spring and closed. */
    private void refuseIfReceived() {
        if (received && startEnded.getCount() > 0) {
            throw new StartRefused("The start was interrupted by a signal.");
        }
    }

    /** From now on a signal stops the service at once. */
    void startEnded() {
        startEnded.countDown();
    }

    /** The service was stopped without a signal. */
    void forget() {
        if (!received) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private void stop() {
        received = true;
        try {
            var running = context;
            if (startEnded.await(LONGEST_STEP.toMillis(), TimeUnit.MILLISECONDS) && running != null) {
                running.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
