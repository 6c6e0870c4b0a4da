package io.nuzantara.knowledge.extraction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Facts inside one sentence: subject, cue and object of the right types, at most twelve words between the parts. Questions,
 * conditions, doubts and forwarded text state nothing.
 */
final class FactFinder {

    private static final int MOST_WORDS_BETWEEN = 12;
    private static final int NEGATION_WORDS = 4;
    /** A sentence with more entities is a list; without the limit it could cost the square of its length. */
    private static final int MOST_MENTIONS = 20;

    private static final Set<String> NEGATIONS = Set.of(
            "not", "never", "without", "cannot", "tidak", "bukan", "tanpa", "belum", "tak", "non", "senza", "ne", "isn",
            "doesn", "don", "aren");
    private static final Set<String> DOUBTS = Set.of(
            "if",
            "would",
            "maybe",
            "perhaps",
            "think",
            "heard",
            "guess",
            "kalau",
            "jika",
            "mungkin",
            "katanya",
            "sepertinya",
            "se",
            "forse",
            "credo",
            "sentito");
    private static final Set<String> INTERROGATIVES = Set.of(
            "what",
            "how",
            "when",
            "where",
            "which",
            "who",
            "why",
            "does",
            "do",
            "is",
            "are",
            "can",
            "could",
            "apa",
            "apakah",
            "berapa",
            "bagaimana",
            "kapan",
            "siapa",
            "mengapa",
            "kenapa",
            "dimana",
            "cosa",
            "quanto",
            "quando",
            "come",
            "dove",
            "quale",
            "perche",
            "chi",
            "quanti",
            "quanta");
    /** Used to, before: such a statement holds no longer. */
    private static final Set<String> PAST = Set.of("used", "formerly", "previously", "dulu", "sebelumnya", "prima");

    private final Cues cues;

    FactFinder(Cues cues) {
        this.cues = cues;
    }

    List<Fact> find(String text, List<Mention> mentions, List<Literal.Found> literals) {
        if (mentions.isEmpty() || mentions.size() + literals.size() < 2) {
            return List.of();
        }
        var facts = new ArrayList<Fact>();
        for (var sentence : Sentences.of(text)) {
            var inside = within(sentence, mentions, Mention::start);
            if (!inside.isEmpty() && inside.size() <= MOST_MENTIONS && states(text, sentence)) {
                var values = within(sentence, literals, Literal.Found::start);
                cues.in(sentence.words())
                        .forEach(hit -> fact(sentence, hit, inside, values).ifPresent(facts::add));
            }
        }
        return facts;
    }

    private interface Start<T> {
        int of(T each);
    }

    private static <T> List<T> within(Sentences.Sentence sentence, List<T> places, Start<T> start) {
        return places.stream()
                .filter(each -> start.of(each) >= sentence.start() && start.of(each) < sentence.end())
                .toList();
    }

    private static boolean states(String text, Sentences.Sentence sentence) {
        var words = sentence.words().stream().map(Sentences.Word::folded).toList();
        return text.charAt(sentence.end() - 1) != '?'
                && !INTERROGATIVES.contains(words.getFirst())
                && words.stream().noneMatch(word -> DOUBTS.contains(word) || PAST.contains(word))
                && !text.substring(sentence.start(), sentence.end())
                        .stripLeading()
                        .startsWith(">");
    }

    /** A possible object with its place. */
    private record Candidate(Fact.Target target, int start, int end) {}

    /** Where the parts of a statement must stand: the cue with its predicate and direction. */
    private record Frame(Predicate predicate, boolean inverse, int cueFrom, int cueStart, int cueEnd) {
        static Frame of(Sentences.Sentence sentence, Cues.Hit hit) {
            return new Frame(
                    hit.cue().predicate(),
                    hit.cue().inverse(),
                    hit.from(),
                    sentence.words().get(hit.from()).start(),
                    sentence.words().get(hit.to() - 1).end());
        }

        boolean hasValues() {
            return predicate == Predicate.COSTS || predicate == Predicate.TAKES || predicate == Predicate.VALID_FOR;
        }
    }

    private static Optional<Fact> fact(
            Sentences.Sentence sentence, Cues.Hit hit, List<Mention> mentions, List<Literal.Found> literals) {
        var frame = Frame.of(sentence, hit);
        return subject(frame, mentions)
                .flatMap(subject -> object(frame, subject, mentions, literals)
                        .filter(object -> isNear(sentence.words(), frame, subject, object))
                        .map(object -> new Fact(
                                subject,
                                frame.predicate(),
                                object.target(),
                                isNegated(sentence.words(), frame.cueFrom()),
                                Math.min(subject.start(), object.start()),
                                Math.max(subject.end(), object.end()),
                                Fact.Basis.SENTENCE)));
    }

    /** The subject before the cue; "the price of a KITAS is ..." has it behind the cue, before the value. */
    private static Optional<Mention> subject(Frame frame, List<Mention> mentions) {
        var allowed = mentions.stream()
                .filter(each -> Signature.allowsSubject(frame.predicate(), each.type()))
                .toList();
        var behind = allowed.stream()
                .filter(each -> each.start() >= frame.cueEnd())
                .min(Comparator.comparingInt(Mention::start));
        if (frame.inverse()) {
            return behind;
        }
        var before = allowed.stream()
                .filter(each -> each.end() <= frame.cueStart())
                .max(Comparator.comparingInt(Mention::start));
        return before.isPresent() || !frame.hasValues() ? before : behind;
    }

    private static Optional<Candidate> object(
            Frame frame, Mention subject, List<Mention> mentions, List<Literal.Found> literals) {
        var candidates = Stream.concat(
                        mentions.stream()
                                .map(each -> new Candidate(new Fact.Target.Entity(each), each.start(), each.end())),
                        literals.stream()
                                .map(each ->
                                        new Candidate(new Fact.Target.Value(each.literal()), each.start(), each.end())))
                .filter(each -> allows(frame.predicate(), subject, each));
        return frame.inverse()
                ? candidates
                        .filter(each -> each.end() <= frame.cueStart())
                        .max(Comparator.comparingInt(Candidate::start))
                : candidates
                        .filter(each -> each.start() >= frame.cueEnd())
                        .min(Comparator.comparingInt(Candidate::start));
    }

    private static boolean allows(Predicate predicate, Mention subject, Candidate object) {
        return switch (object.target()) {
            case Fact.Target.Entity(var mention) ->
                Signature.allowsObject(predicate, subject.type(), mention.type())
                        && (subject.id() == null || !subject.id().equals(mention.id()));
            case Fact.Target.Value(var literal) -> Signature.allowsValue(predicate, literal);
        };
    }

    private static boolean isNear(List<Sentences.Word> words, Frame frame, Mention subject, Candidate object) {
        return isNear(words, frame, subject.start(), subject.end())
                && isNear(words, frame, object.start(), object.end());
    }

    private static boolean isNear(List<Sentences.Word> words, Frame frame, int start, int end) {
        return between(words, Math.min(end, frame.cueEnd()), Math.max(start, frame.cueStart())) <= MOST_WORDS_BETWEEN;
    }

    private static long between(List<Sentences.Word> words, int from, int to) {
        return words.stream()
                .filter(word -> word.start() >= from && word.end() <= to)
                .count();
    }

    private static boolean isNegated(List<Sentences.Word> words, int cue) {
        return words.subList(Math.max(0, cue - NEGATION_WORDS), cue).stream()
                .anyMatch(word -> NEGATIONS.contains(word.folded()));
    }
}
