package io.nuzantara.llm;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * One question to a model.
 *
 * @param purpose which of the configured models answers
 * @param prompt the instructions, from a prompt file
 * @param input what the instructions are about, already redacted; sent as data, fenced off from the instructions
 * @param schema what an answer must look like; anything else is no answer
 * @param caller who pays
 * @param maxTokens longest answer, in the model's tokens
 * @param deadline longest time to the reply, everything included
 */
public record Question(
        Purpose purpose,
        Prompt prompt,
        JsonNode input,
        JsonSchema schema,
        Caller caller,
        int maxTokens,
        Duration deadline) {

    public Question {
        if (maxTokens < 1) {
            throw new IllegalArgumentException("an answer has at least one token: " + maxTokens);
        }
        if (!deadline.isPositive()) {
            throw new IllegalArgumentException("the deadline is over: " + deadline);
        }
    }
}
