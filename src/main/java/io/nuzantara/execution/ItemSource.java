package io.nuzantara.execution;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the items of a fan-out come from. */
public sealed interface ItemSource {

    /**
     * A constant SELECT with the columns {@code item_key} (text, unique, not null) and {@code input} (jsonb, may be null), in
     * the order of work. It is run inside one INSERT, so no row travels through the process.
     *
     * @param parameters named parameters of the statement
     */
    record Query(String sql, Map<String, @Nullable Object> parameters) implements ItemSource {
        public Query {
            parameters = Collections.unmodifiableMap(new HashMap<>(parameters));
        }
    }

    /** Items made by the agent, in the order of work; the stream is read once and closed. */
    record Made(Supplier<Stream<New>> items) implements ItemSource {}

    /**
     * An item to be.
     *
     * @param key unique in its execution and kind
     * @param input written as JSON; null = nothing
     */
    record New(String key, @Nullable Object input) {}
}
