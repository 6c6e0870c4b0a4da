package io.nuzantara.llm;

import java.util.List;

/** Texts as vectors of length one: similar texts lie close. Thread safe. */
public interface EmbeddingModel {

    /** Name of the model; vectors of different names must never be compared. */
    String name();

    /**
     * The vector of a text.
     *
     * @throws EmbeddingRefused when the model cannot be asked or does not answer
     */
    default float[] embed(String text) {
        return embedAll(List.of(text)).getFirst();
    }

    /**
     * The vectors of texts, in their order.
     *
     * @throws EmbeddingRefused when the model cannot be asked or does not answer
     */
    List<float[]> embedAll(List<String> texts);
}
