package io.nuzantara.llm;

import java.util.Optional;

/**
 * The one way to a language model. Thread safe, the same in every role.
 *
 * <p>Without a configured model ({@code local}) every question is refused as {@link Refusal#NO_MODEL}: callers always have
 * a path by rules.
 */
public interface LanguageModel {

    /** The model that answers questions of this purpose; empty when there is none and rules must decide. */
    Optional<ModelName> model(Purpose purpose);

    /**
     * Asks, and waits at most {@link Question#deadline()} for a fit answer, all retries and the repair included. Not to be called
     * in a transaction: it would hold its connection for as long, and a crash of the server could forget it after its commit.
     *
     * @return an answer that fits the question's schema, or why there is none; never an exception for anything the other
     *     side does. An interrupted thread gets {@link Refusal#INTERRUPTED} and stays interrupted.
     */
    Reply ask(Question question);
}
