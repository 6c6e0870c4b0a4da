package io.nuzantara.llm;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came of a question. */
public sealed interface Reply {

    /**
     * An answer that fits the schema.
     *
     * @param content the answer
     * @param usage what the question took, over all its calls; nothing when it came from the cache
     * @param model the model that answered, {@code provider:id}
     * @param promptVersion version of the prompt, as {@link Prompt#version()}
     * @param cached whether an earlier answer to the very same question was used
     */
    record Answered(JsonNode content, Usage usage, String model, String promptVersion, boolean cached)
            implements Reply {}

    /**
     * No answer.
     *
     * @param why the reason, to be counted
     * @param sentence the reason for a person; holds neither input nor output of the model nor a secret
     * @param retryAfter when it makes sense to ask again, if that is known
     */
    record Refused(Refusal why, String sentence, @Nullable Duration retryAfter) implements Reply {}
}
