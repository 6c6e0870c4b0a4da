package io.nuzantara.trainer;

import static io.nuzantara.trainer.Side.ADDRESSABLE;
import static io.nuzantara.trainer.Side.CONTEXT;
import static io.nuzantara.trainer.Side.OUTCOME;

import io.nuzantara.trainer.Lexicon.Cue;
import io.nuzantara.trainer.statistics.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** The 28 features of our own conversations in English, Indonesian and Italian; the language is taken per message. */
final class LiveFeatures implements FeatureSet {

    private static final List<Feature> FEATURES = List.of(
            new Feature("words_per_turn", ADDRESSABLE),
            new Feature("question_share", ADDRESSABLE),
            new Feature("exclaim_share", ADDRESSABLE),
            new Feature("apology_share", ADDRESSABLE),
            new Feature("negative_share", ADDRESSABLE),
            new Feature("polite_share", ADDRESSABLE),
            new Feature("repeat_share", ADDRESSABLE),
            new Feature("distinct_ratio", ADDRESSABLE),
            new Feature("first_question", ADDRESSABLE),
            new Feature("answered_share", ADDRESSABLE),
            new Feature("price_share", ADDRESSABLE),
            new Feature("timeline_share", ADDRESSABLE),
            new Feature("next_step", ADDRESSABLE),
            new Feature("document_list", ADDRESSABLE),
            new Feature("list_share", ADDRESSABLE),
            new Feature("read_back_share", ADDRESSABLE),
            new Feature("handover_share", ADDRESSABLE),
            new Feature("greets_by_name", ADDRESSABLE),
            new Feature("language_match", ADDRESSABLE),
            new Feature("response_first", CONTEXT),
            new Feature("response_median", CONTEXT),
            new Feature("response_max", CONTEXT),
            new Feature("assistant_turns", CONTEXT),
            new Feature("ai_share", CONTEXT),
            new Feature("client_words_per_turn", OUTCOME),
            new Feature("client_negation_share", OUTCOME),
            new Feature("client_thanks_share", OUTCOME),
            new Feature("closed_14d", OUTCOME));

    private final MessageLanguage language;

    LiveFeatures(MessageLanguage language) {
        this.language = language;
    }

    @Override
    public List<Feature> features() {
        return FEATURES;
    }

    @Override
    public double[] measure(Dialogue dialogue) {
        var utterances = dialogue.messages().stream()
                .filter(message -> message.role() != Dialogue.Role.SYSTEM)
                .map(message -> Utterance.of(message, language, dialogue.language()))
                .toList();
        var answers = by(Dialogue.Role.ASSISTANT, utterances);
        var questions = by(Dialogue.Role.USER, utterances);
        return DoubleStream.of(
                        wordsPerTurn(answers),
                        share(answers, answer -> answer.text().contains("?")),
                        share(answers, answer -> answer.text().contains("!")),
                        share(answers, answer -> answer.has(Cue.APOLOGY)),
                        share(answers, answer -> answer.has(Cue.NEGATIVE)),
                        share(answers, answer -> answer.has(Cue.POLITE)),
                        repeats(answers),
                        distinct(answers),
                        !answers.isEmpty() && answers.getFirst().text().contains("?") ? 1 : 0,
                        Answering.share(utterances),
                        share(answers, Amounts::namesPrice),
                        share(answers, Amounts::namesDuration),
                        endsWithNextStep(answers),
                        answers.stream().anyMatch(answer -> answer.count(Cue.DOCUMENT) >= 3) ? 1 : 0,
                        share(answers, Amounts::holdsList),
                        share(answers, answer -> answer.has(Cue.READ_BACK)),
                        share(answers, answer -> answer.has(Cue.HANDOVER)),
                        greetsByName(answers, dialogue.firstName()),
                        languageMatch(utterances),
                        ResponseTimes.first(dialogue),
                        ResponseTimes.median(dialogue),
                        ResponseTimes.longest(dialogue),
                        answers.size(),
                        aiShare(answers.size(), dialogue.count(Dialogue.Role.STAFF)),
                        wordsPerTurn(questions),
                        share(questions, question -> question.has(Cue.OBJECTION)),
                        share(questions, question -> question.has(Cue.THANKS)),
                        closed(dialogue.closed()))
                .toArray();
    }

    private static List<Utterance> by(Dialogue.Role role, List<Utterance> utterances) {
        return utterances.stream().filter(utterance -> utterance.role() == role).toList();
    }

    private static double wordsPerTurn(List<Utterance> turns) {
        return (double) turns.stream()
                        .mapToInt(turn -> turn.words().list().size())
                        .sum()
                / Math.max(1, turns.size());
    }

    private static double share(List<Utterance> turns, Predicate<Utterance> test) {
        return turns.isEmpty() ? 0 : (double) turns.stream().filter(test).count() / turns.size();
    }

    private static double repeats(List<Utterance> turns) {
        var distinct = new HashSet<String>();
        turns.forEach(turn -> distinct.add(turn.words().spaced()));
        return turns.isEmpty() ? 0 : 1 - (double) distinct.size() / turns.size();
    }

    private static double distinct(List<Utterance> turns) {
        var all = turns.stream().flatMap(turn -> turn.words().list().stream()).toList();
        return all.isEmpty() ? 0 : (double) new HashSet<>(all).size() / all.size();
    }

    private static double endsWithNextStep(List<Utterance> answers) {
        return answers.subList(Math.max(0, answers.size() - 2), answers.size()).stream()
                        .anyMatch(answer -> answer.has(Cue.NEXT_STEP))
                ? 1
                : 0;
    }

    private static double greetsByName(List<Utterance> answers, @Nullable String firstName) {
        if (firstName == null || answers.isEmpty()) {
            return Double.NaN;
        }
        var name = Words.of(firstName);
        return !name.list().isEmpty()
                        && answers.getFirst()
                                .words()
                                .list()
                                .contains(name.list().getFirst())
                ? 1
                : 0;
    }

    /** The share of answers in the language of the client's message before; pairs with an unclear side left out. */
    private static double languageMatch(List<Utterance> utterances) {
        var matches = new ArrayList<Boolean>();
        String asked = null;
        for (var utterance : utterances) {
            switch (utterance.role()) {
                case USER -> asked = utterance.language();
                case ASSISTANT -> {
                    if (asked != null && utterance.language() != null) {
                        matches.add(asked.equals(utterance.language()));
                    }
                }
                case STAFF, SYSTEM -> asked = null;
            }
        }
        return matches.isEmpty()
                ? Double.NaN
                : Sample.mean(
                        matches.stream().mapToDouble(match -> match ? 1 : 0).toArray());
    }

    private static double aiShare(int assistant, int staff) {
        return assistant + staff == 0 ? Double.NaN : (double) assistant / (assistant + staff);
    }

    private static double closed(@Nullable Boolean closed) {
        return closed == null ? Double.NaN : closed ? 1 : 0;
    }
}
