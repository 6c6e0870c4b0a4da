package io.nuzantara.llm.provider;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.output.TokenUsage;
import io.nuzantara.security.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/** The embeddings of OpenAI, and of all servers that speak its protocol. */
public class OpenAiEmbeddings implements EmbeddingProvider {

    private final Supplier<OpenAiEmbeddingModel> client;
    private final String model;

    /**
     * @param baseUrl address with version, such as {@code https://api.openai.com/v1}
     */
    public OpenAiEmbeddings(Connections connections, URI baseUrl, Secret key, String model) {
        client = SingletonSupplier.of(() -> OpenAiEmbeddingModel.builder()
                .httpClientBuilder(connections.http())
                .baseUrl(baseUrl.toString())
                .apiKey(key.reveal())
                .modelName(model)
                .maxSegmentsPerBatch(Integer.MAX_VALUE)
                .maxRetries(0)
                .build());
        this.model = model;
    }

    @Override
    public Called<List<float[]>> embed(List<String> texts, Duration timeout) {
        var built = client.get();
        return BoundedHttp.within(timeout, () -> Protocol.guarded(() -> embedded(built, texts)));
    }

    private Called<List<float[]>> embedded(OpenAiEmbeddingModel built, List<String> texts) {
        var response = built.embedAll(texts.stream().map(TextSegment::from).toList());
        var vectors = response.content().stream().map(vector -> vector.vector()).toList();
        if (vectors.size() != texts.size() || !Vectors.fit(vectors)) {
            return new Called.Failed<>(
                    Fault.GARBAGE, "The answer does not hold one vector of the same size for each text.", null);
        }
        return new Called.Answered<>(
                vectors.stream().map(Vectors::unit).toList(), model, "", billed(response.tokenUsage()));
    }

    private static Called.@Nullable Billed billed(@Nullable TokenUsage usage) {
        return usage == null || usage.inputTokenCount() == null
                ? null
                : new Called.Billed(Math.max(0, usage.inputTokenCount()), 0, 0);
    }
}
