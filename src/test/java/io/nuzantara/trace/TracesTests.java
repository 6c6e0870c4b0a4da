package io.nuzantara.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class TracesTests {

    private static final Task ACCEPT = Task.accept("reader", "e1");
    private static final Task INVOKE = Task.invoke("reader", "e1");

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final Traces traces = traces(Sampler.alwaysOn());

    private Traces traces(Sampler sampler) {
        var tracer = SdkTracerProvider.builder()
                .setSampler(sampler)
                .addSpanProcessor(SimpleSpanProcessor.create(new SpanDoor(exporter)))
                .build()
                .get("test");
        return new Traces(
                new OtelTracer(tracer, new OtelCurrentTraceContext(), event -> {}),
                new OtelPropagator(ContextPropagators.create(W3CTraceContextPropagator.getInstance()), tracer));
    }

    @Test
    void workThatBeginsLaterOnAnotherThreadGoesOnInTheSameTrace() throws Exception {
        var parent = traces.within(ACCEPT, traces::here);

        elsewhere(() -> traces.within(INVOKE, parent, () -> "done"));

        var accepted = exported("accept reader");
        var invoked = exported("invoke_agent reader");
        assertThat(invoked.getTraceId()).isEqualTo(accepted.getTraceId());
        assertThat(invoked.getParentSpanId()).isEqualTo(accepted.getSpanId());
        assertThat(invoked.getAttributes().asMap())
                .containsOnly(
                        Map.entry(AttributeKey.stringKey("gen_ai.agent.name"), "reader"),
                        Map.entry(AttributeKey.stringKey("gen_ai.operation.name"), "invoke_agent"),
                        Map.entry(AttributeKey.stringKey("nuzantara.execution_id"), "e1"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "nonsense", "00-00000000000000000000000000000000-0000000000000000-01"})
    void withoutAParentThatCanBeReadWorkIsATraceOfItsOwn(@Nullable String parent) {
        traces.within(INVOKE, parent, () -> "done");

        assertThat(exported("invoke_agent reader").getParentSpanContext().isValid())
                .isFalse();
    }

    @Test
    void carriedWorkKeepsTraceAndIdsOfTheLogAndLeavesNoneBehind() throws Exception {
        try (var threads = Executors.newSingleThreadExecutor();
                var _ = MDC.putCloseable("cycle_id", "c1")) {
            var found = traces.within(
                    Task.cycle("c1"),
                    () -> threads.submit(
                            traces.carried(() -> MDC.get("cycle_id") + " " + traces.within(ACCEPT, traces::here))));

            assertThat(found.get()).startsWith("c1 00-" + exported("cycle").getTraceId());
            assertThat(threads.submit(() -> MDC.get("cycle_id") + " " + traces.here())
                            .get())
                    .isEqualTo("null null");
        }
    }

    @Test
    void aFailureTellsItsKindAndNotItsMessage() {
        assertThatThrownBy(() -> traces.within(INVOKE, () -> {
                    throw new IllegalStateException("what a client wrote");
                }))
                .isInstanceOf(IllegalStateException.class);

        var span = exported("invoke_agent reader");
        assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("IllegalStateException");
        assertThat(span.getStatus()).isEqualTo(StatusData.error());
        assertThat(span.toString()).doesNotContain("what a client wrote");
    }

    @Test
    void whatLibrariesAddStaysAtTheDoor() {
        var tracer = new OtelTracer(
                SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(new SpanDoor(exporter)))
                        .build()
                        .get("test"),
                new OtelCurrentTraceContext(),
                event -> {});

        tracer.spanBuilder()
                .name("http get")
                .tag("http.url", "/clients/what-a-client-wrote")
                .tag("exception", "none")
                .tag("status", "500")
                .start()
                .event("what a client wrote")
                .error(new IllegalArgumentException("what a client wrote"))
                .end();

        var span = exported("http get");
        assertThat(span.getAttributes().asMap()).containsOnly(Map.entry(AttributeKey.stringKey("status"), "500"));
        assertThat(span.getEvents()).isEmpty();
        assertThat(span.getStatus()).isEqualTo(StatusData.error());
        assertThat(span.getTotalAttributeCount()).isEqualTo(1);
        assertThat(span.getTotalRecordedEvents()).isZero();
    }

    @Test
    void whileNothingIsRecordedTracesStillHaveTheirIds() {
        var unrecorded = traces(Sampler.alwaysOff());

        var parent = unrecorded.within(ACCEPT, unrecorded::here);
        var later = unrecorded.within(INVOKE, parent, unrecorded::here);

        assertThat(parent).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[02]");
        assertThat(later).startsWith(parent.substring(0, 35));
        assertThat(exporter.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void withoutTracingWorkIsDoneAndThereIsNoTrace() {
        assertThat(Traces.none().within(INVOKE, "nonsense", () -> "done")).isEqualTo("done");
        assertThat(Traces.none().here()).isNull();
    }

    private SpanData exported(String name) {
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static <T> T elsewhere(Callable<T> work) throws Exception {
        try (var threads = Executors.newSingleThreadExecutor()) {
            return threads.submit(work).get();
        }
    }
}
