package io.nuzantara.trainer;

import io.nuzantara.conversation.LanguageGuess;
import org.jspecify.annotations.Nullable;

/** Tells the language of a message, as two letters; null when it cannot be told. */
@FunctionalInterface
interface MessageLanguage {

    @Nullable
    String of(String text);

    /** By the words of the message itself. */
    static MessageLanguage guessed() {
        return text -> {
            var guess = LanguageGuess.of(text);
            return guess.equals(LanguageGuess.UNKNOWN) ? null : guess;
        };
    }
}
