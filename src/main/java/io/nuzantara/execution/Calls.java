package io.nuzantara.execution;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What this process works on at this moment, so that it can be interrupted in the middle of a call. */
@Component
class Calls {

    private final Set<Call> open = ConcurrentHashMap.newKeySet();
    private final Clock clock;

    Calls(Clock clock) {
        this.clock = clock;
    }

    /**
     * Begins a call on the present thread; closing it ends the time in which it can be interrupted.
     *
     * @param late what it is interrupted with when it is not over by the deadline
     */
    Call begin(UUID execution, Instant deadline, Interruption.Cause late) {
        var call = new Call(execution, deadline, late, Thread.currentThread());
        open.add(call);
        return call;
    }

    /** Executions with a call in this process. */
    Set<UUID> executions() {
        return open.stream().map(call -> call.execution).collect(Collectors.toUnmodifiableSet());
    }

    /** Interrupts every call that has passed its deadline. */
    void interruptLate() {
        var now = clock.instant();
        open.stream().filter(call -> now.isAfter(call.deadline)).forEach(call -> call.interrupt(call.late));
    }

    /** Interrupts the calls of these executions, because somebody cancelled them. */
    void interruptCancelled(Collection<UUID> executions) {
        interrupt(call -> executions.contains(call.execution), Interruption.Cause.CANCELLED);
    }

    /** Interrupts everything, because this process stops. */
    void interruptAll() {
        interrupt(call -> true, Interruption.Cause.STOPPING);
    }

    private void interrupt(Predicate<Call> which, Interruption.Cause cause) {
        open.stream().filter(which).forEach(call -> call.interrupt(cause));
    }

    /** One call; it ends on the thread that began it. */
    final class Call implements AutoCloseable {

        private final UUID execution;
        private final Instant deadline;
        private final Interruption.Cause late;
        private final Thread thread;
        private Interruption.@Nullable Cause interruption;
        private boolean over;

        private Call(UUID execution, Instant deadline, Interruption.Cause late, Thread thread) {
            this.execution = execution;
            this.deadline = deadline;
            this.late = late;
            this.thread = thread;
        }

        private synchronized void interrupt(Interruption.Cause cause) {
            if (!over && interruption == null) {
                interruption = cause;
                thread.interrupt();
            }
        }

        /** Why it was interrupted, if it was. */
        synchronized Optional<Interruption.Cause> interruption() {
            return Optional.ofNullable(interruption);
        }

        /** After this the thread is free of our interruption: what is recorded next is not disturbed by it. */
        @Override
        public synchronized void close() {
            open.remove(this);
            over = true;
            if (interruption != null) {
                Thread.interrupted();
            }
        }
    }
}
