package io.nuzantara.security.shedding;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many requests work at the same time and so many wait for their turn, first come first served; whoever comes on top of
 * that is turned away at once. Who was let in leaves, whatever became of the work.
 */
public final class Gate {

    private final Semaphore places;
    private final Semaphore work;
    private final Duration patience;

    /**
     * A gate with all its places free.
     *
     * @param atWork requests that work at the same time
     * @param waiting requests that wait
     * @param patience how long they wait
     */
    public Gate(int atWork, int waiting, Duration patience) {
        this.places = new Semaphore(atWork + waiting);
        this.work = new Semaphore(atWork, true);
        this.patience = patience;
    }

    /** Takes a place, after its turn has come; false when all are taken, or its turn did not come in time. */
    public boolean enter() throws InterruptedException {
        if (!places.tryAcquire()) {
            return false;
        }
        var entered = false;
        try {
            entered = work.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
            return entered;
        } finally {
            if (!entered) {
                places.release();
            }
        }
    }

    /** Gives the place back that {@link #enter} took. */
    public void leave() {
        work.release();
        places.release();
    }

    /** Requests that can still begin to work at once. */
    public int free() {
        return work.availablePermits();
    }

    /** Requests that wait for their turn now. */
    public int waiting() {
        return work.getQueueLength();
    }
}
