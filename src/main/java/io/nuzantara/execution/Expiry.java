package io.nuzantara.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Deletes what ended long ago, the oldest first, in blocks that are transactions of their own, so that nobody waits for them.
 * Only executions that have ended lose anything. The sums of their items stay as long as they do.
 */
@Component
class Expiry {

    private static final Logger log = LoggerFactory.getLogger(Expiry.class);
    private static final int BATCH = 100;

    private final ExpiryRows rows;
    private final EngineSettings.Retention settings;
    private final Clock clock;

    Expiry(ExpiryRows rows, EngineSettings settings, Clock clock) {
        this.rows = rows;
        this.settings = settings.retention();
        this.clock = clock;
    }

    /** One transaction: how many rows of which table it deleted, and how long that took. */
    record Block(String table, int rows, Duration took) {}

    /**
     * Deletes everything whose time is over, or what can be done until the process stops.
     *
     * @return the blocks, in their order
     */
    List<Block> all(BooleanSupplier stopping) {
        var sweep = new Sweep(new ArrayList<>(), stopping);
        sweep.doneItems(ago(settings.itemsDone()));
        sweep.events(ago(settings.events()));
        sweep.effects(ago(settings.effects()));
        sweep.executions(ago(settings.executions()));
        if (!sweep.blocks().isEmpty()) {
            log.info(
                    "Old rows deleted rows={} blocks={}",
                    sweep.blocks().stream().mapToLong(Block::rows).sum(),
                    sweep.blocks().size());
        }
        return List.copyOf(sweep.blocks());
    }

    private Instant ago(Duration age) {
        return clock.instant().minus(age);
    }

    /** One pass over everything. */
    private final class Sweep {

        private final List<Block> blocks;
        private final BooleanSupplier stopping;

        private Sweep(List<Block> blocks, BooleanSupplier stopping) {
            this.blocks = blocks;
            this.stopping = stopping;
        }

        List<Block> blocks() {
            return blocks;
        }

        /** The mark of the rule moves behind executions that have nothing left, so that none is looked at every hour. */
        void doneItems(Instant limit) {
            var place = new ExpiryRows.Place(rows.mark("items"), ExpiryRows.FIRST);
            for (var batch = rows.ended(place, limit, BATCH);
                    isGoingOn(batch);
                    batch = rows.ended(place, limit, BATCH)) {
                batch.stream().filter(ExpiryRows.Ended::hadItems).forEach(ended -> items(ended.id(), false));
                place = batch.getLast().place();
                mark("items", place);
            }
        }

        void events(Instant limit) {
            var place = new ExpiryRows.Place(rows.mark("events"), ExpiryRows.FIRST);
            for (var batch = rows.ended(place, limit, BATCH);
                    isGoingOn(batch);
                    batch = rows.ended(place, limit, BATCH)) {
                var ids = ids(batch);
                untilNone("execution_events", () -> rows.deleteEvents(ids));
                place = batch.getLast().place();
                mark("events", place);
            }
        }

        private void mark(String rule, ExpiryRows.Place place) {
            if (!stopping.getAsBoolean()) {
                rows.mark(rule, place.finishedAt());
            }
        }

        void effects(Instant limit) {
            untilNone("effects", () -> rows.deleteEffects(limit));
        }

        /** What an execution has much of goes first: its own block stays small, and nothing in the database deletes items along. */
        void executions(Instant limit) {
            for (var batch = rows.expired(limit, BATCH); isGoingOn(batch); batch = rows.expired(limit, BATCH)) {
                var ids = ids(batch);
                batch.stream().filter(ExpiryRows.Ended::hadItems).forEach(ended -> items(ended.id(), true));
                untilNone("execution_events", () -> rows.deleteEvents(ids));
                untilNone("execution_steps", () -> rows.deleteSteps(ids));
                block("agent_executions", () -> rows.deleteExecutions(ids));
            }
        }

        private boolean isGoingOn(List<ExpiryRows.Ended> batch) {
            return !batch.isEmpty() && !stopping.getAsBoolean();
        }

        private static UUID[] ids(List<ExpiryRows.Ended> batch) {
            return batch.stream().map(ExpiryRows.Ended::id).toArray(UUID[]::new);
        }

        private void items(UUID execution, boolean alsoFailed) {
            var after = new long[1];
            untilNone("execution_items", () -> {
                var gone = rows.deleteItems(execution, after[0], alsoFailed);
                after[0] = gone.last();
                return gone.rows();
            });
        }

        private void untilNone(String table, IntSupplier deletion) {
            var rows = ExpiryRows.BLOCK;
            while (rows == ExpiryRows.BLOCK && !stopping.getAsBoolean()) {
                rows = block(table, deletion);
            }
        }

        private int block(String table, IntSupplier deletion) {
            if (stopping.getAsBoolean()) {
                return 0;
            }
            var start = System.nanoTime();
            var deleted = deletion.getAsInt();
            if (deleted > 0) {
                blocks.add(new Block(table, deleted, Duration.ofNanos(System.nanoTime() - start)));
            }
            return deleted;
        }
    }
}
