package io.nuzantara.readiness.check;

import io.nuzantara.llm.ModelAccess;
import io.nuzantara.llm.SpendingView;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Whether the configured language models can be used, and whether there is money for them. */
final class LlmCheck implements Check {

    private final Site site;

    LlmCheck(Site site) {
        this.site = site;
    }

    @Override
    public String id() {
        return "llm";
    }

    @Override
    public Group group() {
        return Group.OUTSIDE;
    }

    @Override
    public Verdict run() {
        return site.unasked("no provider is asked").orElseGet(this::asked);
    }

    private Verdict asked() {
        var looks = site.models().models().stream().map(LlmCheck::told);
        var money = site.spending().get().map(LlmCheck::money).stream();
        return Verdict.of(Stream.concat(looks, money).toList());
    }

    /** One provider, for this row and for the one of embeddings. */
    static Verdict told(ModelAccess access) {
        return switch (access) {
            case ModelAccess.Local(var chosen) ->
                new Verdict.Pass(
                        chosen
                                ? "No model is asked, as the settings want it: rules decide."
                                : "No key is set: rules decide. ANTHROPIC_API_KEY, OPENROUTER_API_KEY or OPENAI_API_KEY would change that.");
            case ModelAccess.Granted(var provider, var models) ->
                new Verdict.Pass("%s takes the key; models: %s.".formatted(provider, String.join(", ", models)));
            case ModelAccess.Unpriced(var provider, var models) ->
                new Verdict.Warn(
                        "Nobody said what %s of %s cost, so they are never called."
                                .formatted(String.join(", ", models), provider),
                        "Add each to nuzantara.llm.prices: model, validFrom, input, cachedInput, output (USD for a million tokens).");
            case ModelAccess.Refused(var provider, var sentence) ->
                new Verdict.Warn(
                        "%s does not let us in: %s Rules decide meanwhile.".formatted(provider, sentence),
                        "%s_API_KEY=KEY of an account with credit, then start again.".formatted(keyOf(provider)));
            case ModelAccess.Unreachable(var provider, var sentence) ->
                new Verdict.Warn(
                        "%s cannot be asked: %s Rules decide meanwhile.".formatted(provider, sentence),
                        "Let this machine reach it, or set %s_BASE_URL.".formatted(keyOf(provider)));
            case ModelAccess.Misconfigured(var sentence) ->
                new Verdict.Fail(
                        sentence,
                        "NUZANTARA_LLM_PROVIDER=auto, or one of local, anthropic, openrouter, openai, compatible");
        };
    }

    private static String keyOf(String provider) {
        return provider.equals("compatible") ? "NUZANTARA_LLM" : provider.toUpperCase(Locale.ROOT);
    }

    private static Verdict money(SpendingView.Today today) {
        var used = today.spent().add(today.reserved()).setScale(2, RoundingMode.CEILING);
        var says = "%s of %s USD are used today."
                .formatted(
                        used.toPlainString(),
                        today.cap().setScale(2, RoundingMode.CEILING).toPlainString());
        return today.share() >= today.warning().doubleValue()
                ? new Verdict.Warn(says, "PUT /api/llm/limits {\"day\": AMOUNT} raises the limit of the day.")
                : new Verdict.Pass(says);
    }

    static List<Verdict> told(List<ModelAccess> all) {
        return all.stream().map(LlmCheck::told).toList();
    }
}
