package io.nuzantara.llm;

/**
 * Tokens as the provider counts them.
 *
 * @param input all tokens of the request, those read from the provider's cache included
 * @param cachedInput the part of the input that the provider read from its own cache
 * @param output tokens of the answer
 */
public record Tokens(long input, long cachedInput, long output) {

    /** No tokens at all. */
    public static final Tokens NONE = new Tokens(0, 0, 0);

    public Tokens {
        if (input < 0 || cachedInput < 0 || output < 0 || cachedInput > input) {
            throw new IllegalArgumentException("tokens must add up: %d, %d, %d".formatted(input, cachedInput, output));
        }
    }

    /** Both together. */
    public Tokens plus(Tokens other) {
        return new Tokens(input + other.input, cachedInput + other.cachedInput, output + other.output);
    }
}
