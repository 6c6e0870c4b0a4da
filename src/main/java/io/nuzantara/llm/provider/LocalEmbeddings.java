package io.nuzantara.llm.provider;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * all-MiniLM-L6-v2, quantised, inside this process: English, 384 numbers, no network. Loaded at the first text (about a second
 * and 200 MB); works on the thread that asks.
 */
public class LocalEmbeddings {

    private final Path cache;
    private @Nullable EmbeddingModel model;

    /**
     * @param cache directory for the native library of the tokenizer
     */
    public LocalEmbeddings(Path cache) {
        this.cache = cache;
    }

    /** The vector of a text, of length one. */
    public float[] embed(String text) {
        return Vectors.unit(loaded().embed(text).content().vector());
    }

    private synchronized EmbeddingModel loaded() {
        if (model == null) {
            stayOffline();
            model = new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);
        }
        return model;
    }

    /** The tokenizer would unpack into the home directory, and look for a GPU flavour to download. */
    private void stayOffline() {
        System.setProperty("DJL_CACHE_DIR", cache.toString());
        System.setProperty("RUST_FLAVOR", "cpu");
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
    }
}
