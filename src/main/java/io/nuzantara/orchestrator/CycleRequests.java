package io.nuzantara.orchestrator;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks for cycles. A request is a row and a task, accepted together; whichever orchestrator is free works on it. */
public final class CycleRequests {

    static final String TABLE = "orchestrator_tasks";
    static final TaskDescriptor<Void> TASK = TaskDescriptor.of("cycle");
    static final String BY_API = "api";
    private static final String BY_SCHEDULE = "schedule";

    private final Cycles cycles;
    private final TransactionTemplate transactions;
    private final SchedulerClient tasks;
    private final CycleSwitch cycleSwitch;
    private final Supplier<UUID> ids;
    private final Clock clock;

    CycleRequests(
            Cycles cycles,
            DataSource dataSource,
            TransactionTemplate transactions,
            CycleSwitch cycleSwitch,
            Supplier<UUID> ids,
            Clock clock) {
        this.cycles = cycles;
        this.transactions = transactions;
        this.tasks = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .tableName(TABLE)
                .enablePriority()
                .build();
        this.cycleSwitch = cycleSwitch;
        this.ids = ids;
        this.clock = clock;
    }

    /** What became of a request. */
    public sealed interface Request {
        /** A new cycle begins at once. */
        record Accepted(CycleView cycle) implements Request {}

        /** This cycle is at work; there is one at a time. */
        record Active(UUID cycle) implements Request {}

        /** Cycles are switched off. */
        record Disabled() implements Request {}
    }

    /** Asks for a cycle now, in the name of a person. */
    public Request request(String requestedBy) {
        return cycleSwitch.state().enabled() ? open(BY_API, requestedBy) : new Request.Disabled();
    }

    /** Opens the cycle of this hour, unless cycles are switched off or one is at work. */
    void hourly() {
        if (cycleSwitch.state().enabled()) {
            open(BY_SCHEDULE, BY_SCHEDULE);
        }
    }

    private Request open(String trigger, String requestedBy) {
        var id = ids.get();
        var opened = transactions.execute(_ -> cycles.open(id, trigger, requestedBy) && enqueue(id));
        return Boolean.TRUE.equals(opened)
                ? new Request.Accepted(cycles.find(id).orElseThrow())
                : cycles.running().<Request>map(Request.Active::new).orElseGet(() -> open(trigger, requestedBy));
    }

    /** Makes sure that somebody works on the open cycle, if there is one. */
    void enqueueOpen() {
        cycles.running().ifPresent(this::enqueue);
    }

    private boolean enqueue(UUID cycle) {
        tasks.scheduleIfNotExists(TASK.instance(cycle.toString()).scheduledTo(clock.instant()));
        return true;
    }
}
