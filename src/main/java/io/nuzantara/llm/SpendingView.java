package io.nuzantara.llm;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What language models cost today. Money is in USD and text in JSON, so that no program rounds it.
 *
 * @param executionCap the most that one execution may spend
 * @param models which model answers which purpose; {@code local} = none, rules decide
 * @param refusals the last questions without an answer, newest first
 */
public record SpendingView(
        Today today,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal executionCap,
        Map<Purpose, String> models,
        List<Sum> byAgent,
        List<Sum> byModel,
        List<Provider> providers,
        List<Refused> refusals) {

    public SpendingView {
        models = Map.copyOf(models);
        byAgent = List.copyOf(byAgent);
        byModel = List.copyOf(byModel);
        providers = List.copyOf(providers);
        refusals = List.copyOf(refusals);
    }

    /**
     * The money of this day.
     *
     * @param day in the company's zone
     * @param cap the most that may be spent
     * @param reserved worst cases of calls under way, and of calls whose process died
     * @param share of the cap that is spent or reserved; 1 = nothing is left
     * @param warning share from which people are told
     */
    public record Today(
            LocalDate day,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal cap,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal spent,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal reserved,
            double share,
            BigDecimal warning) {}

    /** What an agent or a model took today. */
    public record Sum(
            String name,
            long calls,
            long tokens,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal cost) {}

    /**
     * How a provider is called now, over all nodes.
     *
     * @param blockedUntil until when it asked for a pause; null when it did not
     * @param atWork calls under way
     */
    public record Provider(String provider, @Nullable Instant blockedUntil, long atWork) {}

    /** A question without an answer. */
    public record Refused(
            Instant at, String agent, @Nullable UUID executionId, String purpose, String model, String code) {}
}
