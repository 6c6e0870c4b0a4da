package io.nuzantara.llm.provider;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request to a language model.
 *
 * @param model the provider's name of the model
 * @param system instructions
 * @param turns what was said, the user first and last
 * @param schemaName name of the schema
 * @param schema the JSON schema of the answer
 * @param maxTokens longest answer
 * @param temperature 0 to 1; null leaves it to the provider, as some models demand
 * @param timeout longest time to the whole answer
 */
public record ChatCall(
        String model,
        String system,
        List<Turn> turns,
        String schemaName,
        String schema,
        int maxTokens,
        @Nullable Double temperature,
        Duration timeout) {

    public ChatCall {
        turns = List.copyOf(turns);
    }

    /** What one side said. */
    public sealed interface Turn {

        /** What was said. */
        String text();

        /** We asked. */
        record Asked(String text) implements Turn {}

        /** The model answered. */
        record Said(String text) implements Turn {}
    }
}
