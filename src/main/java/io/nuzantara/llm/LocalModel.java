package io.nuzantara.llm;

import java.util.Optional;

/** No model at all: callers use their rules. */
class LocalModel implements LanguageModel {

    @Override
    public Optional<ModelName> model(Purpose purpose) {
        return Optional.empty();
    }

    @Override
    public Reply ask(Question question) {
        return new Reply.Refused(
                Refusal.NO_MODEL,
                "No language model is configured: set ANTHROPIC_API_KEY, OPENROUTER_API_KEY, OPENAI_API_KEY or"
                        + " NUZANTARA_LLM_BASE_URL.",
                null);
    }
}
