package io.nuzantara.readiness.check;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is found out once for the life of the process, when first asked for. */
final class Once<T> implements Supplier<T> {

    private final Supplier<T> source;
    private @Nullable T value;

    private Once(Supplier<T> source) {
        this.source = source;
    }

    static <T> Once<T> of(Supplier<T> source) {
        return new Once<>(source);
    }

    @Override
    public synchronized T get() {
        if (value == null) {
            value = source.get();
        }
        return value;
    }
}
