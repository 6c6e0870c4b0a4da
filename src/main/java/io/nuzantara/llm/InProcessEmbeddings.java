package io.nuzantara.llm;

import io.nuzantara.llm.provider.LocalEmbeddings;
import java.util.List;

/** Embeddings inside this process: nothing leaves, nothing is paid. */
class InProcessEmbeddings implements EmbeddingModel {

    private final LocalEmbeddings embeddings;

    InProcessEmbeddings(LocalEmbeddings embeddings) {
        this.embeddings = embeddings;
    }

    @Override
    public String name() {
        return "local:all-minilm-l6-v2-q";
    }

    @Override
    public List<float[]> embedAll(List<String> texts, Caller caller) {
        return texts.stream().map(embeddings::embed).toList();
    }
}
