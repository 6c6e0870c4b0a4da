package io.nuzantara.llm;

import java.util.List;

/** Texts as vectors of length one: similar texts lie close. Thread safe. */
public interface EmbeddingModel {

    /** Name of the model; vectors of different names must never be compared. */
    String name();

    /**
     * The vector of a text.
     *
     * @param caller who pays
     * @throws EmbeddingRefused when the model cannot be asked or does not answer
     */
    default float[] embed(String text, Caller caller) {
        return embedAll(List.of(text), caller).getFirst();
    }

    /**
     * The vectors of texts, in their order.
     *
     * @param caller who pays
     * @throws EmbeddingRefused when the model cannot be asked or does not answer
     */
    List<float[]> embedAll(List<String> texts, Caller caller);
}
