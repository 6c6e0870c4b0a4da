package io.nuzantara.trace;

import io.micrometer.observation.ObservationPredicate;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import io.micrometer.tracing.propagation.Propagator;
import io.nuzantara.http.OpenPaths;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/** What is traced, what leaves, and how ids are called in the log. */
@Configuration(proxyBeanMethods = false)
class TraceConfiguration {

    /** Without the libraries of tracing ({@code OTEL_SDK_DISABLED}) nothing is traced. */
    @Bean
    Traces traces(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        return new Traces(tracer.getIfAvailable(() -> Tracer.NOOP), propagator.getIfAvailable(() -> Propagator.NOOP));
    }

    @Bean
    SpanExporters spanExporters(ObjectProvider<SpanExporter> exporters) {
        return SpanExporters.of(
                exporters.orderedStream().<SpanExporter>map(SpanDoor::new).toList());
    }

    @Bean
    Slf4JEventListener traceIdsInLog() {
        return new Slf4JEventListener("trace_id", "span_id");
    }

    /** Whoever looks every few seconds whether we live is neither counted nor traced. */
    @Bean
    ObservationPredicate noProbes() {
        return (name, context) -> !(context instanceof ServerRequestObservationContext request)
                || request.getCarrier() == null
                || !isProbe(request.getCarrier().getRequestURI());
    }

    private static boolean isProbe(String path) {
        return OpenPaths.isProbe(path) || path.startsWith("/actuator/");
    }
}
