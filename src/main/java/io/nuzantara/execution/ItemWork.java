package io.nuzantara.execution;

import io.nuzantara.trace.Task;
import io.nuzantara.trace.Traces;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Works on what a lane has claimed: the slow part of each item, then its result together with its end. */
@Component
class ItemWork {

    private static final Logger log = LoggerFactory.getLogger(ItemWork.class);
    private static final int TOLD_FAILURES = 20;
    private static final int HOPELESS = 20;
    private static final int MOST_BEFORE_STOPPED = 100;
    private static final String BUG = "The agent failed in a way it should not; the log has the details.";

    private final Semaphore cores =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    private final LaneItems laneItems;
    private final Items items;
    private final ItemFacts facts;
    private final Calls calls;
    private final Ledger ledger;
    private final TransactionTemplate transactions;
    private final DatabaseWait wait;
    private final Traces traces;
    private final EngineMeters meters;
    private final EngineSettings settings;
    private final Clock clock;

    ItemWork(
            LaneItems laneItems,
            Items items,
            ItemFacts facts,
            Calls calls,
            Ledger ledger,
            TransactionTemplate transactions,
            DatabaseWait wait,
            Traces traces,
            EngineMeters meters,
            EngineSettings settings,
            Clock clock) {
        this.laneItems = laneItems;
        this.items = items;
        this.facts = facts;
        this.calls = calls;
        this.ledger = ledger;
        this.transactions = transactions;
        this.wait = wait;
        this.traces = traces;
        this.meters = meters;
        this.settings = settings;
        this.clock = clock;
    }

    /** How one attempt at an item ended. */
    private sealed interface Attempt {
        record Worked(Item item, Object result, LaneItems.Spent spent) implements Attempt {}

        record Failed(
                Item item,
                String code,
                @Nullable String error,
                boolean retryable,
                @Nullable Duration retryAfter,
                LaneItems.Spent spent)
                implements Attempt {}

        record Interrupted(Item item) implements Attempt {}
    }

    /**
     * Works on claimed items of one execution.
     *
     * @param leave whether the lane must let go of what it has not begun
     */
    void work(Owner owner, UUID execution, ItemHandler<?> handler, List<Item> claimed, BooleanSupplier leave) {
        var task = Task.items(facts.agent(execution), execution.toString(), claimed.size());
        traces.during(task, facts.traceparent(execution), () -> workOn(owner, execution, handler, claimed, leave));
    }

    private void workOn(
            Owner owner, UUID execution, ItemHandler<?> handler, List<Item> claimed, BooleanSupplier leave) {
        var worked = new ArrayList<Attempt.Worked>();
        for (var item : claimed) {
            switch (leave.getAsBoolean() ? new Attempt.Interrupted(item) : attempt(handler, item)) {
                case Attempt.Worked done -> worked.add(done);
                case Attempt.Failed failed -> persist(owner, item, leave, () -> fail(owner, failed));
                case Attempt.Interrupted _ -> persist(owner, item, leave, () -> laneItems.release(owner, item));
            }
        }
        CrashPoints.hit("lane.after-call");
        if (!worked.isEmpty()) {
            keep(owner, execution, handler, worked, leave);
        }
    }

    private Attempt attempt(ItemHandler<?> handler, Item item) {
        return handler.claim() > 1 ? attemptHere(handler, item) : attemptNow(handler, item);
    }

    /** Computing that waits for nobody would take every core from the requests: one is left to them. */
    private Attempt attemptHere(ItemHandler<?> handler, Item item) {
        cores.acquireUninterruptibly();
        try {
            return attemptNow(handler, item);
        } finally {
            cores.release();
        }
    }

    private Attempt attemptNow(ItemHandler<?> handler, Item item) {
        var context = facts.context(item);
        var agent = facts.agent(item.execution());
        var start = System.nanoTime();
        var call =
                calls.begin(item.execution(), clock.instant().plus(settings.itemTimeout()), Interruption.Cause.TIMEOUT);
        try (call) {
            return new Attempt.Worked(item, handler.work(item, context), context.spent());
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            return call.interruption()
                    .map(cause -> interrupted(item, cause, context.spent()))
                    .orElseGet(() -> failed(item, e, context.spent()));
        } finally {
            meters.worked(agent, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private Attempt interrupted(Item item, Interruption.Cause cause, LaneItems.Spent spent) {
        return cause == Interruption.Cause.TIMEOUT
                ? new Attempt.Failed(
                        item,
                        "timeout",
                        "No answer within %d seconds."
                                .formatted(settings.itemTimeout().toSeconds()),
                        true,
                        null,
                        spent)
                : new Attempt.Interrupted(item);
    }

    private static Attempt failed(Item item, Throwable e, LaneItems.Spent spent) {
        if (e instanceof ItemFailed failed) {
            return new Attempt.Failed(
                    item, failed.code(), failed.getMessage(), failed.retryable(), failed.retryAfter(), spent);
        }
        if (Transients.isTransient(e)) {
            return new Attempt.Failed(
                    item, "dependency_unavailable", "The database did not answer.", true, null, spent);
        }
        log.error("Item failed by a bug execution_id={} item={}", item.execution(), item.number(), e);
        return new Attempt.Failed(item, "agent_bug", BUG, false, null, spent);
    }

    /** Results and ends of all items in one transaction; should one of them spoil it, each in one of its own. */
    private void keep(
            Owner owner, UUID execution, ItemHandler<?> handler, List<Attempt.Worked> worked, BooleanSupplier leave) {
        var numbers = worked.stream().map(each -> each.item().number()).toList();
        try {
            persist(owner, execution, numbers, leave, () -> save(owner, execution, handler, worked));
            CrashPoints.hit("lane.after-commit");
        } catch (RuntimeException e) {
            if (Transients.isConnectionLost(e)) {
                throw e;
            }
            if (worked.size() > 1) {
                worked.forEach(each -> keep(owner, execution, handler, List.of(each), leave));
            } else if (e instanceof LostItem) {
                log.warn("Result not kept, the item was taken away: {}", e.getMessage());
            } else {
                var only = worked.getFirst();
                persist(owner, only.item(), leave, () -> fail(owner, failedToSave(only, e)));
            }
        }
    }

    private static Attempt.Failed failedToSave(Attempt.Worked worked, RuntimeException e) {
        var item = worked.item();
        if (Transients.isTransient(e)) {
            return new Attempt.Failed(
                    item,
                    "dependency_unavailable",
                    "The result could not be saved in time.",
                    true,
                    null,
                    worked.spent());
        }
        log.error("Item could not be saved execution_id={} item={}", item.execution(), item.number(), e);
        return new Attempt.Failed(item, "agent_bug", BUG, false, null, worked.spent());
    }

    private void save(Owner owner, UUID execution, ItemHandler<?> handler, List<Attempt.Worked> worked) {
        var agent = facts.agent(execution);
        transactions.executeWithoutResult(status -> {
            laneItems.done(
                    owner,
                    execution,
                    worked.stream().map(each -> each.item().number()).toList(),
                    sum(worked));
            save(handler, worked);
            CrashPoints.hit("lane.before-commit");
        });
        meters.items(agent, EngineMeters.ItemOutcome.DONE, worked.size());
    }

    /** The results came out of the same handler's {@code work}. */
    @SuppressWarnings("unchecked")
    private static <R> void save(ItemHandler<R> handler, List<Attempt.Worked> worked) {
        handler.saveAll(worked.stream()
                .map(each -> new ItemHandler.Worked<>(each.item(), (R) each.result()))
                .toList());
    }

    private static LaneItems.Spent sum(List<Attempt.Worked> worked) {
        return worked.stream().map(Attempt.Worked::spent).reduce(LaneItems.Spent.NOTHING, LaneItems.Spent::plus);
    }

    private void fail(Owner owner, Attempt.Failed failed) {
        var execution = failed.item().execution();
        var agent = facts.agent(execution);
        var forGood = Boolean.TRUE.equals(transactions.execute(status -> end(owner, failed)));
        meters.items(agent, forGood ? EngineMeters.ItemOutcome.FAILED : EngineMeters.ItemOutcome.RETRIED, 1);
        if (forGood && !failed.retryable() && isHopeless(failed.item())) {
            log.warn(
                    "Fan-out stopped, its first items all failed alike execution_id={} code={}",
                    execution,
                    failed.code());
            items.cancelReady(execution);
        }
    }

    /** Whether the item failed for good. */
    private boolean end(Owner owner, Attempt.Failed failed) {
        var item = failed.item();
        if (failed.retryable() && item.attempt() < settings.itemMaxAttempts()) {
            laneItems.again(
                    owner, item, failed.code(), failed.error(), clock.instant().plus(pause(failed)));
            laneItems.count(owner, item.execution(), 0, failed.spent());
            return false;
        }
        if (!laneItems.failed(owner, item, failed.code(), failed.error())) {
            return false;
        }
        laneItems.count(owner, item.execution(), 1, failed.spent());
        if (laneItems.failures(item.execution(), item.kind(), TOLD_FAILURES + 1) <= TOLD_FAILURES) {
            ledger.note(item.execution(), "item_failed", Map.of("item", item.number(), "code", failed.code()));
        }
        return true;
    }

    private static Duration pause(Attempt.Failed failed) {
        return failed.retryAfter() == null
                ? Backoff.ITEM.after(failed.item().attempt(), ThreadLocalRandom.current())
                : Backoff.ITEM.asked(failed.retryAfter());
    }

    /** Judged at the beginning of a fan-out only: later something has been done, or it has been stopped. */
    private boolean isHopeless(Item item) {
        var failures = laneItems.failures(item.execution(), item.kind(), MOST_BEFORE_STOPPED + 1);
        return failures >= HOPELESS
                && failures <= MOST_BEFORE_STOPPED
                && laneItems.isHopeless(item.execution(), item.kind());
    }

    private void persist(Owner owner, Item item, BooleanSupplier leave, Runnable change) {
        persist(owner, item.execution(), List.of(item.number()), leave, change);
    }

    /** After an outage nobody knows whether the change was committed: it is repeated only while the items are still ours. */
    private void persist(Owner owner, UUID execution, List<Long> numbers, BooleanSupplier leave, Runnable change) {
        var first = new boolean[] {true};
        wait.until(
                () -> {
                    if (first[0] || laneItems.isOwn(owner, execution, numbers)) {
                        first[0] = false;
                        change.run();
                    }
                },
                leave);
    }
}
