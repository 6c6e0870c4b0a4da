package io.nuzantara.orchestrator;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made when it is first asked for; a failure to make it is not kept. */
final class Once<T> implements Supplier<T> {

    private final Supplier<T> make;
    private @Nullable T value;

    Once(Supplier<T> make) {
        this.make = make;
    }

    @Override
    public synchronized T get() {
        var known = value;
        if (known == null) {
            known = make.get();
            value = known;
        }
        return known;
    }
}
