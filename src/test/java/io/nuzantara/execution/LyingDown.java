package io.nuzantara.execution;

import java.util.Map;
import java.util.function.Supplier;

/**
 * An execution of the engine that is left after each finished step, as if its process had ended there, and entered again from the
 * top; counts how often the work of each step is done.
 */
final class LyingDown extends ForwardingExecution {

    private final Map<String, Integer> works;
    private final Wakes wakes;

    /** @param works how often each step's work was done, over all entries of one execution */
    LyingDown(Execution to, Parameters parameters, Map<String, Integer> works, Wakes wakes) {
        super(to, parameters);
        this.works = works;
        this.wakes = wakes;
    }

    @Override
    public <T> T step(String name, Class<T> type, Supplier<T> work) {
        return leftIfNew(name, () -> super.step(name, type, counted(name, work)));
    }

    @Override
    public <T> T stepInTransaction(String name, Class<T> type, Supplier<T> work) {
        return leftIfNew(name, () -> super.stepInTransaction(name, type, counted(name, work)));
    }

    private <T> T leftIfNew(String name, Supplier<T> step) {
        var before = works.getOrDefault(name, 0);
        var output = step.get();
        if (works.getOrDefault(name, 0) > before) {
            wakes.execution(id());
            throw Suspended.forItems();
        }
        return output;
    }

    private <T> Supplier<T> counted(String name, Supplier<T> work) {
        return () -> {
            works.merge(name, 1, Integer::sum);
            return work.get();
        };
    }
}
