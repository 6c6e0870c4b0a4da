package io.nuzantara.trainer;

import io.nuzantara.trainer.Lexicon.Cue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Whether the assistant's next message takes up what the client asked. */
final class Answering {

    private static final int CONTENT_WORD = 4;

    private Answering() {}

    /** The share of the client's questions that are answered; NaN without questions. */
    static double share(List<Utterance> utterances) {
        int asked = 0;
        int answered = 0;
        for (int i = 0; i < utterances.size(); i++) {
            var question = utterances.get(i);
            if (question.role() == Dialogue.Role.USER && question.text().contains("?")) {
                asked++;
                answered += answerAfter(i, utterances)
                        .filter(answer -> answers(question, answer))
                        .map(_ -> 1)
                        .orElse(0);
            }
        }
        return asked == 0 ? Double.NaN : (double) answered / asked;
    }

    private static Optional<Utterance> answerAfter(int position, List<Utterance> utterances) {
        return utterances.subList(position + 1, utterances.size()).stream()
                .filter(utterance -> utterance.role() == Dialogue.Role.ASSISTANT)
                .findFirst();
    }

    private static boolean answers(Utterance question, Utterance answer) {
        return sharesContentWord(question, answer)
                || (question.has(Cue.QUANTITY_QUESTION) && answer.text().chars().anyMatch(Character::isDigit));
    }

    private static boolean sharesContentWord(Utterance question, Utterance answer) {
        var said = new HashSet<>(answer.words().list());
        return question.words().list().stream()
                .filter(word -> word.length() >= CONTENT_WORD)
                .filter(word -> !question.lexicon().is(Cue.STOP, word))
                .anyMatch(said::contains);
    }
}
