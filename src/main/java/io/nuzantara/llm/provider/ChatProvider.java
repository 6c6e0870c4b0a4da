package io.nuzantara.llm.provider;

/** One provider of language models. Thread safe. */
public interface ChatProvider {

    /** Makes one HTTP call and says what came of it; never an exception for anything the other side does. */
    Called<String> chat(ChatCall call);
}
