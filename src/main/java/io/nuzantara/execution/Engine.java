package io.nuzantara.execution;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** How much is worked on at once over all nodes; changed while the service runs. */
@Component
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
public class Engine {

    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    private final Limits limits;
    private final Reconcile reconcile;

    Engine(Limits limits, Reconcile reconcile) {
        this.limits = limits;
        this.reconcile = reconcile;
    }

    /**
     * What may be at work at once.
     *
     * @param slots agents, 1-32
     * @param lanes items, 1-32
     */
    public record Work(int slots, int lanes) {

        /** The most of each. */
        public static final int MOST = 32;

        public Work {
            if (slots < 1 || slots > MOST || lanes < 1 || lanes > MOST) {
                throw new IllegalArgumentException("slots and lanes must be 1-" + MOST);
            }
        }
    }

    /** The limits as they are. */
    public Work work() {
        return new Work(limits.slots(), limits.lanes());
    }

    /** Sets the limits: more work begins at once, less holds as soon as what is under way has ended. */
    public Work change(Work work, String by) {
        limits.set(work.slots(), work.lanes(), by);
        reconcile.all();
        log.info("Limits changed slots={} lanes={} by={}", work.slots(), work.lanes(), by);
        return work();
    }
}
