package io.nuzantara.trainer;

import io.nuzantara.trainer.Lexicon.Cue;
import org.jspecify.annotations.Nullable;

/**
 * A message with what the features need of it.
 *
 * @param language of this message; null when it cannot be told
 * @param lexicon cues of that language, else of the conversation's
 */
record Utterance(
        Dialogue.Role role,
        String text,
        Words words,
        @Nullable String language,
        Lexicon lexicon) {

    static Utterance of(Dialogue.Message message, MessageLanguage guess, @Nullable String conversation) {
        var language = guess.of(message.text());
        return new Utterance(
                message.role(),
                message.text(),
                Words.of(message.text()),
                language,
                Lexicon.of(language == null ? conversation : language));
    }

    boolean has(Cue cue) {
        return lexicon.has(cue, words);
    }

    long count(Cue cue) {
        return lexicon.count(cue, words);
    }
}
