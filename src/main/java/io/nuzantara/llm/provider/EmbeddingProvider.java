package io.nuzantara.llm.provider;

import java.time.Duration;
import java.util.List;

/** One provider of embedding models. Thread safe. */
public interface EmbeddingProvider {

    /** Makes one HTTP call and says what came of it; one vector for each text, in their order. */
    Called<List<float[]>> embed(List<String> texts, Duration timeout);
}
