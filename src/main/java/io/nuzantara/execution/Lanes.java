package io.nuzantara.execution;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import io.nuzantara.security.KillSwitch;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works as a lane while this process holds one: chooses an execution first and then its next items, so that a million items of
 * one execution do not keep another one waiting. As many lanes as there are, as many items are worked on at once over all nodes.
 */
@Component
class Lanes {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration WHILE_STOPPED = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 10;

    private final LaneItems laneItems;
    private final Items items;
    private final ItemWork work;
    private final Ledger ledger;
    private final Agents agents;
    private final Limits limits;
    private final Wakes wakes;
    private final KillSwitch killSwitch;
    private final ObjectProvider<SpendingLimit> spending;
    private final TransactionTemplate transactions;
    private final DatabaseWait wait;
    private final EngineSettings settings;
    private final Clock clock;
    private final AtomicInteger idle = new AtomicInteger();

    Lanes(
            LaneItems laneItems,
            Items items,
            ItemWork work,
            Ledger ledger,
            Agents agents,
            Limits limits,
            Wakes wakes,
            KillSwitch killSwitch,
            ObjectProvider<SpendingLimit> spending,
            TransactionTemplate transactions,
            DatabaseWait wait,
            EngineSettings settings,
            Clock clock) {
        this.laneItems = laneItems;
        this.items = items;
        this.work = work;
        this.ledger = ledger;
        this.agents = agents;
        this.limits = limits;
        this.wakes = wakes;
        this.killSwitch = killSwitch;
        this.spending = spending;
        this.transactions = transactions;
        this.wait = wait;
        this.settings = settings;
        this.clock = clock;
    }

    /** Why a lane ends its turn on this node. */
    private enum End {
        /** Its time is over, or the process stops: another node may take it. */
        YIELD,
        /** Nothing is due. */
        IDLE,
        /** Outgoing calls are stopped. */
        STOPPED,
        /** Another process holds the lane. */
        LOST,
        /** There are fewer lanes now. */
        GONE
    }

    /**
     * Works as a lane of this number until its turn is over.
     *
     * @param version version of the scheduler's row that this process holds
     * @param leave whether this process must let go of the lane
     */
    CompletionHandler<Void> work(int lane, long version, BooleanSupplier leave) {
        var owner = Owner.of(lane, version);
        var ended = new End[] {End.YIELD};
        wait.until(() -> ended[0] = turn(owner, leave), leave);
        var again = clock.instant().plus(pause(ended[0]));
        return switch (ended[0]) {
            case GONE -> (complete, operations) -> operations.remove();
            case LOST -> (complete, operations) -> {};
            case YIELD, IDLE, STOPPED -> (complete, operations) -> operations.reschedule(complete, again);
        };
    }

    private Duration pause(End end) {
        return switch (end) {
            case IDLE -> idlePause(idle.getAndIncrement());
            case STOPPED -> WHILE_STOPPED;
            case YIELD, LOST, GONE -> Duration.ZERO;
        };
    }

    private Duration idlePause(int idles) {
        var lanes = Math.max(1, settings.lanes());
        var doubled = settings.laneIdle().multipliedBy(1L << Math.min(idles / lanes, MOST_DOUBLINGS));
        return doubled.compareTo(settings.laneIdleMax()) > 0 ? settings.laneIdleMax() : doubled;
    }

    private End turn(Owner owner, BooleanSupplier leave) {
        if (!laneItems.holds(owner)) {
            return End.LOST;
        }
        sweep(owner);
        var over = clock.instant().plus(settings.laneYield());
        while (!leave.getAsBoolean() && clock.instant().isBefore(over)) {
            if (owner.lane() >= limits.lanes()) {
                return End.GONE;
            }
            var due = workable(laneItems.due());
            if (due.isEmpty()) {
                wakeFinished();
                return End.IDLE;
            }
            var end = stint(owner, due, leave);
            if (end.isPresent()) {
                return end.get();
            }
            wakeFinished();
        }
        return End.YIELD;
    }

    private void sweep(Owner owner) {
        laneItems
                .sweep(owner, settings.itemMaxAttempts())
                .forEach(execution -> ledger.note(execution, "item_failed", Map.of("code", "poisoned")));
    }

    /** Items of the executions that are due now, for half a second; a reason to end the turn, if there is one. */
    private Optional<End> stint(Owner owner, List<LaneItems.Due> due, BooleanSupplier leave) {
        var look = clock.instant().plus(LOOK);
        var rest = new ArrayList<>(due);
        while (!rest.isEmpty() && !leave.getAsBoolean() && clock.instant().isBefore(look)) {
            if (killSwitch.isStopped()) {
                return Optional.of(End.STOPPED);
            }
            var chosen = choose(rest, ThreadLocalRandom.current());
            var worked = claimAndWork(owner, chosen, leave);
            if (!worked) {
                rest.remove(chosen);
            }
        }
        return rest.isEmpty() && !laneItems.holds(owner) ? Optional.of(End.LOST) : Optional.empty();
    }

    /** At random, weighted by priority: in plain order, and in strict order of priority too, one execution could starve another. */
    static LaneItems.Due choose(List<LaneItems.Due> due, RandomGenerator random) {
        var place =
                random.nextInt(due.stream().mapToInt(LaneItems.Due::priority).sum());
        for (var each : due) {
            place -= each.priority();
            if (place < 0) {
                return each;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    private boolean claimAndWork(Owner owner, LaneItems.Due chosen, BooleanSupplier leave) {
        var handler = handler(chosen).orElseThrow();
        var claimed = laneItems.claim(owner, chosen.execution(), handler.claim());
        if (claimed.isEmpty()) {
            return false;
        }
        CrashPoints.hit("lane.claimed");
        idle.set(0);
        work.work(owner, chosen.execution(), handler, claimed, () -> leave.getAsBoolean() || killSwitch.isStopped());
        return true;
    }

    /** Absent on a node of an older release that does not know this kind yet: another node has it. */
    private Optional<ItemHandler<?>> handler(LaneItems.Due chosen) {
        return agents.find(chosen.agent()).map(agent -> agent.itemHandlers().get(chosen.kind()));
    }

    /** Without kinds this node does not know, and without those whose money is gone: their phase machine is woken to end them. */
    private List<LaneItems.Due> workable(List<LaneItems.Due> due) {
        var exhausted = due.stream().filter(this::isExhausted).toList();
        exhausted.forEach(each -> wake(each.execution()));
        return due.stream()
                .filter(each -> handler(each).isPresent() && !exhausted.contains(each))
                .toList();
    }

    private boolean isExhausted(LaneItems.Due due) {
        var limit = spending.getIfAvailable();
        return limit != null && limit.exhausted(due.execution());
    }

    /** Not only when nothing is due: beside a large execution nothing would ever tell a small one that it has ended. */
    private void wakeFinished() {
        items.waitingForNothing().forEach(this::wake);
    }

    private void wake(UUID execution) {
        transactions.executeWithoutResult(status -> wakes.execution(execution));
    }
}
