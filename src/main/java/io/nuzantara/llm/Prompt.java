package io.nuzantara.llm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/**
 * Instructions to a model, read from {@code prompts/NAME.vN.md}. They never hold a text of a client: that is input.
 *
 * @param name {@code NAME.vN}, for example {@code orchestrator/plan.v1}
 * @param version the name and the first digits of the hash of the text, so that an edited file is another version
 * @param text the instructions
 */
public record Prompt(String name, String version, String text) {

    private static final int DIGITS = 12;

    /**
     * Reads {@code prompts/NAME.md} from the class path.
     *
     * @param name with its number, for example {@code orchestrator/plan.v1}
     */
    public static Prompt named(String name) {
        if (!name.matches("[a-z][a-z0-9/-]*\\.v[1-9][0-9]*")) {
            throw new IllegalArgumentException("not the name of a prompt: " + name);
        }
        try {
            return of(
                    name, new ClassPathResource("prompts/" + name + ".md").getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("no prompt " + name, e);
        }
    }

    static Prompt of(String name, String text) {
        return new Prompt(name, name + "@" + Hash.of(text).substring(0, DIGITS), text.strip());
    }
}
