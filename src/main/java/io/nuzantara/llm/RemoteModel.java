package io.nuzantara.llm;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Asks the configured models: gate, cache, call, check, one repair, quarantine. Only an answer that fits its schema leaves
 * this class.
 */
class RemoteModel implements LanguageModel {

    private final Providers providers;
    private final OutgoingGate gate;
    private final AnswerCache cache;
    private final Attempts attempts;
    private final Quarantine quarantine;
    private final UsageLedger ledger;
    private final Clock clock;

    RemoteModel(
            Providers providers,
            OutgoingGate gate,
            AnswerCache cache,
            Attempts attempts,
            Quarantine quarantine,
            UsageLedger ledger,
            Clock clock) {
        this.providers = providers;
        this.gate = gate;
        this.cache = cache;
        this.attempts = attempts;
        this.quarantine = quarantine;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public Optional<ModelName> model(Purpose purpose) {
        return providers.model(purpose);
    }

    @Override
    public Reply ask(Question question) {
        return providers
                .model(question.purpose())
                .map(model -> ask(Request.of(question, model, providers.temperature())))
                .orElseGet(() -> new LocalModel().ask(question));
    }

    private Reply ask(Request request) {
        var began = clock.instant();
        return gate.objection(QuestionTexts.of(request.question()))
                .<Reply>map(objection -> notRedacted(request, objection, began))
                .or(() -> remembered(request, began))
                .orElseGet(() -> asked(request, began));
    }

    private Reply notRedacted(Request request, String objection, Instant began) {
        ledger.record(UsageLedger.Entry.refused(booking(request), Refusal.NOT_REDACTED, began));
        return new Reply.Refused(Refusal.NOT_REDACTED, objection, null);
    }

    private Optional<Reply> remembered(Request request, Instant began) {
        return cache.find(request)
                .filter(content ->
                        Misfits.of(content, request.question().schema()).isEmpty())
                .map(content -> {
                    var usage = new Usage(Tokens.NONE, BigDecimal.ZERO, since(began));
                    ledger.record(cached(request, began, usage));
                    return answered(request, content, usage, true);
                });
    }

    private static UsageLedger.Entry cached(Request request, Instant began, Usage usage) {
        var question = request.question();
        return new UsageLedger.Entry(
                began,
                request.model(),
                null,
                question.purpose(),
                question.prompt().version(),
                question.caller(),
                usage.tokens(),
                usage.cost(),
                usage.took(),
                UsageLedger.Outcome.CACHED,
                null);
    }

    private Reply asked(Request request, Instant began) {
        var deadline = began.plus(request.question().deadline());
        var first = Checked.of(request.question(), call(request, deadline));
        var last = first;
        if (first instanceof Checked.Unfit(var answer, var misfits, var spent, var repairable) && repairable) {
            last = Checked.of(request.question(), call(request.repaired(answer, misfits), deadline))
                    .plus(spent);
        }
        return switch (last) {
            case Checked.Fit(var content, var spent) -> kept(request, content, spent, began);
            case Checked.Unfit(var answer, var misfits, var _, var _) -> quarantined(request, answer, misfits);
            case Checked.None(var refused) -> refused;
        };
    }

    private CallResult<String> call(Request request, Instant deadline) {
        var provider = providers.of(request.model());
        return attempts.make(booking(request), deadline, timeout -> provider.chat(request.call(timeout)));
    }

    private static Booking booking(Request request) {
        return new Booking(
                "chat", request.planned(), request.question().prompt().version());
    }

    private Reply kept(Request request, JsonNode content, Checked.Spent spent, Instant began) {
        cache.keep(request, content);
        return answered(request, content, new Usage(spent.tokens(), spent.cost(), since(began)), false);
    }

    private Reply quarantined(Request request, String answer, List<String> misfits) {
        quarantine.keep(request, answer, misfits);
        return new Reply.Refused(
                Refusal.UNFIT_ANSWER,
                "The model did not answer in the asked form, also when asked again: %s.".formatted(misfits.getFirst()),
                null);
    }

    private static Reply answered(Request request, JsonNode content, Usage usage, boolean cached) {
        return new Reply.Answered(
                content,
                usage,
                request.model().toString(),
                request.question().prompt().version(),
                cached);
    }

    private Duration since(Instant began) {
        return Duration.between(began, clock.instant());
    }
}
