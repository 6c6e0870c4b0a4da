package io.nuzantara.llm;

import io.nuzantara.llm.provider.EmbeddingProvider;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Embeddings of a server: under the same gate, switch, limits, money and retries as every other call. */
class RemoteEmbeddings implements EmbeddingModel {

    /** Vectors of 3,072 numbers as text are 70 kB each: an answer stays below the longest that is read. */
    private static final int BATCH = 16;

    private static final int ENVELOPE = 512;
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String PROMPT = "embeddings";

    private final ModelName model;
    private final EmbeddingProvider provider;
    private final OutgoingGate gate;
    private final Attempts attempts;
    private final UsageLedger ledger;
    private final Clock clock;

    RemoteEmbeddings(
            ModelName model,
            EmbeddingProvider provider,
            OutgoingGate gate,
            Attempts attempts,
            UsageLedger ledger,
            Clock clock) {
        this.model = model;
        this.provider = provider;
        this.gate = gate;
        this.attempts = attempts;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public String name() {
        return model.toString();
    }

    @Override
    public List<float[]> embedAll(List<String> texts, Caller caller) {
        gate.objection(texts).ifPresent(objection -> {
            ledger.record(UsageLedger.Entry.refused(booking(texts, caller), Refusal.NOT_REDACTED, clock.instant()));
            throw new EmbeddingRefused(Refusal.NOT_REDACTED, objection);
        });
        var vectors = new ArrayList<float[]>();
        for (var from = 0; from < texts.size(); from += BATCH) {
            vectors.addAll(embedded(texts.subList(from, Math.min(texts.size(), from + BATCH)), caller));
        }
        return vectors;
    }

    private List<float[]> embedded(List<String> texts, Caller caller) {
        var result = attempts.make(
                booking(texts, caller), clock.instant().plus(DEADLINE), timeout -> provider.embed(texts, timeout));
        return switch (result) {
            case CallResult.Said<List<float[]>> said -> said.value();
            case CallResult.Garbled<List<float[]>>(var sentence, var _) ->
                throw new EmbeddingRefused(Refusal.UNFIT_ANSWER, sentence);
            case CallResult.Failed<List<float[]>> failed ->
                throw new EmbeddingRefused(failed.refusal(), failed.sentence());
        };
    }

    private Booking booking(List<String> texts, Caller caller) {
        return new Booking("embeddings", planned(texts, caller), PROMPT);
    }

    private PlannedCall planned(List<String> texts, Caller caller) {
        var bytes = texts.stream()
                .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        return new PlannedCall(model, Purpose.EXTRACTION, caller, bytes + ENVELOPE, 0);
    }
}
