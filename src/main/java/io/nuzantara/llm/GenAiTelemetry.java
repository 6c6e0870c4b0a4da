package io.nuzantara.llm;

import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import io.nuzantara.llm.provider.Called;
import io.nuzantara.trace.GenAi;
import java.util.Locale;
import java.util.function.Supplier;

/** Figures and spans of calls to models, by OpenTelemetry's names. Never content, never an id. */
class GenAiTelemetry {

    private final MeterRegistry meters;
    private final ObservationRegistry observations;

    GenAiTelemetry(MeterRegistry meters, ObservationRegistry observations) {
        this.meters = meters;
        this.observations = observations;
    }

    /** Makes the call as the span "chat model", timed as the operation's duration. */
    <T> Called<T> observed(Booking what, Supplier<Called<T>> call) {
        var model = what.call().model();
        var observation = Observation.createNotStarted(GenAi.DURATION, GenAiTelemetry::outgoing, observations)
                .contextualName(what.operation() + " " + model.id())
                .lowCardinalityKeyValue(GenAi.OPERATION, what.operation())
                .lowCardinalityKeyValue(GenAi.PROVIDER, model.provider())
                .lowCardinalityKeyValue(GenAi.MODEL, model.id())
                .lowCardinalityKeyValue(GenAi.ERROR, KeyValue.NONE_VALUE)
                .start();
        try (var _ = observation.openScope()) {
            var called = call.get();
            describe(observation, called);
            return called;
        } finally {
            observation.stop();
        }
    }

    /** A call to another service, which learns nothing of our trace. */
    private static SenderContext<Object> outgoing() {
        var context = new SenderContext<Object>((carrier, name, value) -> {}, Kind.CLIENT);
        context.setCarrier(new Object());
        return context;
    }

    private static <T> void describe(Observation observation, Called<T> called) {
        switch (called) {
            case Called.Answered<T>(var _, var servedBy, var finish, var billed) -> {
                observation
                        .highCardinalityKeyValue(GenAi.SERVED_BY, orNone(servedBy))
                        .highCardinalityKeyValue(GenAi.FINISH_REASONS, orNone(finish));
                if (billed != null) {
                    observation
                            .highCardinalityKeyValue(GenAi.INPUT, Long.toString(billed.input()))
                            .highCardinalityKeyValue(GenAi.CACHED, Long.toString(billed.cachedInput()))
                            .highCardinalityKeyValue(GenAi.OUTPUT, Long.toString(billed.output()));
                }
            }
            case Called.Failed<T>(var fault, var _, var _) ->
                observation.lowCardinalityKeyValue(GenAi.ERROR, fault.name().toLowerCase(Locale.ROOT));
        }
    }

    private static String orNone(String text) {
        return text.isEmpty() ? KeyValue.NONE_VALUE : text;
    }

    /** Counts the tokens of a call. */
    void used(Booking what, Tokens tokens) {
        count(what, "input", tokens.input());
        count(what, "output", tokens.output());
    }

    private void count(Booking what, String direction, long tokens) {
        if (tokens == 0) {
            return;
        }
        var model = what.call().model();
        DistributionSummary.builder(GenAi.TOKENS)
                .baseUnit("token")
                .tag(GenAi.OPERATION, what.operation())
                .tag(GenAi.PROVIDER, model.provider())
                .tag(GenAi.MODEL, model.id())
                .tag(GenAi.TOKEN_TYPE, direction)
                .register(meters)
                .record((double) tokens);
        meters.counter(
                        "nuzantara.llm.tokens",
                        "provider",
                        model.provider(),
                        "model",
                        model.id(),
                        "direction",
                        direction)
                .increment((double) tokens);
    }
}
