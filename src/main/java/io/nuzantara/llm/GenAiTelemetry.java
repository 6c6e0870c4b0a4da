package io.nuzantara.llm;

import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.nuzantara.llm.provider.Called;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Figures and spans of calls to models. The only place that knows OpenTelemetry's names for generative AI, which are still in
 * development there. Never content, never an id.
 */
class GenAiTelemetry {

    private static final String DURATION = "gen_ai.client.operation.duration";
    private static final String TOKENS = "gen_ai.client.token.usage";
    private static final String OPERATION = "gen_ai.operation.name";
    private static final String PROVIDER = "gen_ai.provider.name";
    private static final String MODEL = "gen_ai.request.model";
    private static final String SERVED_BY = "gen_ai.response.model";
    private static final String DIRECTION = "gen_ai.token.type";
    private static final String INPUT = "gen_ai.usage.input_tokens";
    private static final String OUTPUT = "gen_ai.usage.output_tokens";
    private static final String CACHED = "gen_ai.usage.cache_read.input_tokens";
    private static final String ERROR = "error.type";

    private final MeterRegistry meters;
    private final ObservationRegistry observations;

    GenAiTelemetry(MeterRegistry meters, ObservationRegistry observations) {
        this.meters = meters;
        this.observations = observations;
    }

    /** Makes the call as the span "chat model", timed as the operation's duration. */
    <T> Called<T> observed(Booking what, Supplier<Called<T>> call) {
        var model = what.call().model();
        var observation = Observation.createNotStarted(DURATION, observations)
                .contextualName(what.operation() + " " + model.id())
                .lowCardinalityKeyValue(OPERATION, what.operation())
                .lowCardinalityKeyValue(PROVIDER, model.provider())
                .lowCardinalityKeyValue(MODEL, model.id())
                .lowCardinalityKeyValue(ERROR, KeyValue.NONE_VALUE)
                .start();
        try (var _ = observation.openScope()) {
            var called = call.get();
            describe(observation, called);
            return called;
        } finally {
            observation.stop();
        }
    }

    private static <T> void describe(Observation observation, Called<T> called) {
        switch (called) {
            case Called.Answered<T>(var _, var servedBy, var billed) -> {
                observation.highCardinalityKeyValue(SERVED_BY, servedBy.isEmpty() ? KeyValue.NONE_VALUE : servedBy);
                if (billed != null) {
                    observation
                            .highCardinalityKeyValue(INPUT, Long.toString(billed.input()))
                            .highCardinalityKeyValue(CACHED, Long.toString(billed.cachedInput()))
                            .highCardinalityKeyValue(OUTPUT, Long.toString(billed.output()));
                }
            }
            case Called.Failed<T>(var fault, var _, var _) ->
                observation.lowCardinalityKeyValue(ERROR, fault.name().toLowerCase(Locale.ROOT));
        }
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
        DistributionSummary.builder(TOKENS)
                .baseUnit("token")
                .tag(OPERATION, what.operation())
                .tag(PROVIDER, model.provider())
                .tag(MODEL, model.id())
                .tag(DIRECTION, direction)
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
