package io.nuzantara.knowledge.extraction;

import java.util.List;

/**
 * What one message holds; all offsets count UTF-16 units of the message as given.
 *
 * @param mentions entities by place
 * @param literals values by place
 * @param facts statements of the message
 */
public record Extraction(List<Mention> mentions, List<Literal.Found> literals, List<Fact> facts) {

    public Extraction {
        mentions = List.copyOf(mentions);
        literals = List.copyOf(literals);
        facts = List.copyOf(facts);
    }
}
