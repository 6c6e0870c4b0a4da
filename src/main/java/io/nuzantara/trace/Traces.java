package io.nuzantara.trace;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Carries a trace to where no call carries it: over a row to whoever goes on with the work, and to other threads. The trace has an id
 * whether or not anything is exported, so the lines of a log that belong together can always be found.
 */
public final class Traces {

    private static final String TRACEPARENT = "traceparent";

    private final Tracer tracer;
    private final Propagator propagator;

    Traces(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** Traces nothing. */
    public static Traces none() {
        return new Traces(Tracer.NOOP, Propagator.NOOP);
    }

    /** Where the present thread stands, as {@code traceparent} of W3C Trace Context, to go on from later; null when nothing is traced. */
    public @Nullable String here() {
        var context = tracer.currentTraceContext().context();
        if (context == null) {
            return null;
        }
        var carrier = new HashMap<String, String>();
        propagator.inject(context, carrier, (_, name, value) -> carrier.put(name, value));
        return carrier.get(TRACEPARENT);
    }

    /** Does the work as part of what the present thread does, or as a new trace. */
    public <T> T within(Task task, Supplier<T> work) {
        return within(task, null, work);
    }

    /**
     * Does the work as the continuation of other work.
     *
     * @param parent where the other work stood ({@link #here()}); null = the present thread
     */
    public <T> T within(Task task, @Nullable String parent, Supplier<T> work) {
        var span = span(task, parent);
        var before = MDC.getCopyOfContextMap();
        task.ids().forEach(MDC::put);
        try (var _ = tracer.withSpan(span)) {
            return work.get();
        } catch (RuntimeException | Error e) {
            span.tag(GenAi.ERROR, e.getClass().getSimpleName());
            throw e;
        } finally {
            restore(before);
            span.end();
        }
    }

    private static void restore(@Nullable Map<String, String> ids) {
        MDC.setContextMap(ids == null ? Map.of() : ids);
    }

    /** As {@link #within(Task, String, Supplier)}, for work without a result. */
    public void during(Task task, @Nullable String parent, Runnable work) {
        within(task, parent, () -> {
            work.run();
            return task;
        });
    }

    private Span span(Task task, @Nullable String parent) {
        var carrier = parent == null ? Map.<String, String>of() : Map.of(TRACEPARENT, parent);
        var builder =
                propagator.extract(carrier, (_, name) -> carrier.get(name)).name(task.name());
        task.attributes().forEach(builder::tag);
        return (task.kind() == null ? builder : builder.kind(task.kind())).start();
    }

    /** The same work for another thread: it goes on in the trace of this one, and its lines in the log carry the same ids. */
    public <T> Callable<T> carried(Callable<T> work) {
        var traced = tracer.currentTraceContext().wrap(work);
        var ids = MDC.getCopyOfContextMap();
        return () -> {
            var before = MDC.getCopyOfContextMap();
            restore(ids);
            try {
                return traced.call();
            } finally {
                restore(before);
            }
        };
    }
}
