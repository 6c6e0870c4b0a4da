package io.nuzantara.orchestrator;

import java.time.Duration;

/** Waits between two calls. */
@FunctionalInterface
interface Pause {

    /**
     * Returns after this time.
     *
     * @throws Interrupted when the process stops meanwhile
     */
    void forAbout(Duration duration);

    static Pause sleeping() {
        return duration -> {
            try {
                Thread.sleep(duration);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Interrupted(e);
            }
        };
    }

    /** The process is stopping; what was going on continues after its next start. */
    final class Interrupted extends RuntimeException {
        Interrupted(Throwable cause) {
            super("interrupted, to be continued after the next start", cause);
        }
    }
}
