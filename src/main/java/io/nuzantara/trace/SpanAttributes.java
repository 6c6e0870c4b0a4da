package io.nuzantara.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Everything a span that leaves may say. What libraries add beyond it, such as whole addresses, stays here; so a span says who
 * worked on what and how long, and never what was written.
 */
final class SpanAttributes {

    static final String CYCLE = "nuzantara.cycle_id";
    static final String EXECUTION = "nuzantara.execution_id";
    static final String ITEMS = "nuzantara.items";

    /** How our libraries say that there is none. */
    private static final String NONE = "none";

    /** Type of an attribute; our libraries hand all of them over as text. */
    private enum Type {
        TEXT {
            @Override
            void put(AttributesBuilder attributes, String name, String value) {
                attributes.put(name, value);
            }
        },
        NUMBER {
            @Override
            void put(AttributesBuilder attributes, String name, String value) {
                attributes.put(name, Long.parseLong(value));
            }
        },
        TEXTS {
            @Override
            void put(AttributesBuilder attributes, String name, String value) {
                attributes.put(AttributeKey.stringArrayKey(name), value);
            }
        };

        abstract void put(AttributesBuilder attributes, String name, String value);
    }

    private static final Map<String, Type> ALLOWED = Map.ofEntries(
            Map.entry(CYCLE, Type.TEXT),
            Map.entry(EXECUTION, Type.TEXT),
            Map.entry(ITEMS, Type.NUMBER),
            Map.entry(GenAi.OPERATION, Type.TEXT),
            Map.entry(GenAi.AGENT, Type.TEXT),
            Map.entry(GenAi.PROVIDER, Type.TEXT),
            Map.entry(GenAi.MODEL, Type.TEXT),
            Map.entry(GenAi.SERVED_BY, Type.TEXT),
            Map.entry(GenAi.FINISH_REASONS, Type.TEXTS),
            Map.entry(GenAi.INPUT, Type.NUMBER),
            Map.entry(GenAi.OUTPUT, Type.NUMBER),
            Map.entry(GenAi.CACHED, Type.NUMBER),
            Map.entry(GenAi.ERROR, Type.TEXT),
            // of Spring's HTTP client and server
            Map.entry("method", Type.TEXT),
            Map.entry("uri", Type.TEXT),
            Map.entry("status", Type.TEXT),
            Map.entry("outcome", Type.TEXT),
            Map.entry("exception", Type.TEXT),
            Map.entry("client.name", Type.TEXT));

    private SpanAttributes() {}

    /** What of these may leave. */
    static Attributes allowed(Attributes all) {
        var allowed = Attributes.builder();
        all.forEach(each(allowed));
        return allowed.build();
    }

    private static BiConsumer<AttributeKey<?>, Object> each(AttributesBuilder allowed) {
        return (key, value) -> {
            var type = ALLOWED.get(key.getKey());
            if (type != null && !value.equals(NONE)) {
                type.put(allowed, key.getKey(), value.toString());
            }
        };
    }
}
