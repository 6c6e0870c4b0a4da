package io.nuzantara.llm;

import java.util.function.Supplier;

/**
 * Bookkeeping after a call on a thread that may have been interrupted during it. On a virtual thread an interrupt closes the
 * socket of the database's connection, and what the call has cost would stay unknown.
 */
final class Uninterrupted {

    private Uninterrupted() {}

    /** Does the work with the interrupt put aside; afterwards the thread is interrupted again. */
    static <T> T get(Supplier<T> work) {
        var interrupted = Thread.interrupted();
        try {
            return work.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The same for work without a result. */
    static void run(Runnable work) {
        get(() -> {
            work.run();
            return true;
        });
    }
}
