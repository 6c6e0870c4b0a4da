package io.nuzantara.trace;

import io.micrometer.tracing.Span;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work that is a span of its own.
 *
 * @param name few different ones: no ids
 * @param kind how it hangs together with its parent; null = inside of it
 * @param attributes names of {@link SpanAttributes}, values without content
 * @param ids what the lines of the log carry meanwhile
 */
public record Task(String name, Span.@Nullable Kind kind, Map<String, String> attributes, Map<String, String> ids) {

    public Task {
        attributes = Map.copyOf(attributes);
        ids = Map.copyOf(ids);
    }

    /** A cycle. */
    public static Task cycle(String id) {
        return new Task("cycle", null, Map.of(SpanAttributes.CYCLE, id), Map.of("cycle_id", id));
    }

    /** The acceptance of an execution, on which its work hangs however late it begins. */
    public static Task accept(String agent, String execution) {
        return new Task("accept " + agent, Span.Kind.PRODUCER, execution(agent, execution), ids(agent, execution));
    }

    /** A turn of an agent at its execution. */
    public static Task invoke(String agent, String execution) {
        var attributes = new LinkedHashMap<>(execution(agent, execution));
        attributes.put(GenAi.OPERATION, GenAi.INVOKE_AGENT);
        return new Task(GenAi.INVOKE_AGENT + " " + agent, Span.Kind.CONSUMER, attributes, ids(agent, execution));
    }

    /** Items of an execution that a lane took together. */
    public static Task items(String agent, String execution, int number) {
        var attributes = new LinkedHashMap<>(execution(agent, execution));
        attributes.put(SpanAttributes.ITEMS, Integer.toString(number));
        return new Task("items " + agent, Span.Kind.CONSUMER, attributes, ids(agent, execution));
    }

    private static Map<String, String> execution(String agent, String execution) {
        return Map.of(GenAi.AGENT, agent, SpanAttributes.EXECUTION, execution);
    }

    private static Map<String, String> ids(String agent, String execution) {
        return Map.of("agent", agent, "execution_id", execution);
    }
}
