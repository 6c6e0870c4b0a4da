package io.nuzantara.knowledge.extraction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads one message in layers: numbers of people (only to keep them out), codes, citations, values, companies, the lexicon.
 * A later layer never overlaps what an earlier one took. The same message always gives the same answer.
 */
public final class Extractor {

    /** Changes with every change of what the code extracts; part of the ledger, so that sources are read again. */
    static final String CODE_VERSION = "local-2";

    /** Longer messages are read up to here: nobody writes more than that by hand. */
    private static final int LONGEST = 100_000;

    private static final Cues CUES = Cues.shipped();

    private final Lexicon lexicon;
    private final Citations citations;
    private final FactFinder facts = new FactFinder(CUES);

    /**
     * @param lastYear the newest year a law may have
     */
    public Extractor(Lexicon lexicon, int lastYear) {
        this.lexicon = lexicon;
        this.citations = new Citations(lastYear);
    }

    /** What decides the outcome besides the message: code, lexicon and cues. */
    public static String version(Lexicon lexicon) {
        return "%s+%s+%08x"
                .formatted(CODE_VERSION, lexicon.hash(), CUES.source().hashCode());
    }

    /**
     * What a message holds.
     *
     * @param language {@code en}, {@code id}, {@code it} or {@code und}
     */
    public Extraction extract(String message, String language) {
        var normal = NormalText.of(message.length() > LONGEST ? message.substring(0, LONGEST) : message);
        return read(normal.text(), language, normal);
    }

    private Extraction read(String text, String language, NormalText normal) {
        var claims = new Claims();
        var mentions = new ArrayList<Mention>();
        var literals = new ArrayList<Literal.Found>();
        var parts = List.<Citations.Part>of();
        if (hasDigit(text)) {
            IdentityNumbers.claim(text, claims);
            mentions.addAll(Codes.find(text, claims));
            parts = citations.find(text, claims, mentions);
            Amounts.find(text, claims, literals);
            Times.findDays(text, language, claims, literals);
        }
        Times.findSpans(text, claims, literals);
        mentions.addAll(Companies.find(text, claims));
        mentions.replaceAll(this::linked);
        mentions.addAll(lexicon.find(text, claims));
        mentions.sort(Comparator.comparingInt(Mention::start));
        return inMessage(mentions, literals, statements(text, mentions, literals, parts), normal);
    }

    /** Which article is part of which law the grammar knows; the rest is for the sentences to say. */
    private List<Fact> statements(
            String text, List<Mention> mentions, List<Literal.Found> literals, List<Citations.Part> parts) {
        var said = new ArrayList<Fact>();
        parts.forEach(part -> said.add(partOf(part.article(), part.law())));
        facts.find(text, mentions, literals).stream()
                .filter(fact ->
                        fact.predicate() != Predicate.PART_OF || fact.subject().type() != EntityType.ARTICLE)
                .forEach(said::add);
        return said;
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }

    /** A code or a company that the lexicon knows too is one thing with it. */
    private Mention linked(Mention mention) {
        if (mention.canonicalId() != null) {
            return lexicon.entry(mention.canonicalId())
                    .map(entry -> mention.inLexicon(entry.id()))
                    .orElse(mention);
        }
        return lexicon.named(mention.type(), mention.display())
                .or(() -> lexicon.named(mention.type(), Companies.core(mention.display())))
                .map(entry -> mention.inLexicon(entry.id()))
                .orElse(mention);
    }

    private static Extraction inMessage(
            List<Mention> mentions, List<Literal.Found> literals, List<Fact> facts, NormalText normal) {
        var placed = new TreeMap<Integer, Mention>();
        mentions.forEach(mention -> placed.put(
                mention.start(), mention.at(normal.originalStart(mention.start()), normal.originalEnd(mention.end()))));
        return new Extraction(
                List.copyOf(placed.values()),
                literals.stream()
                        .map(found -> found.at(normal.originalStart(found.start()), normal.originalEnd(found.end())))
                        .sorted(Comparator.comparingInt(Literal.Found::start))
                        .toList(),
                facts.stream().map(fact -> inMessage(fact, placed, normal)).toList());
    }

    private static Fact inMessage(Fact fact, SortedMap<Integer, Mention> placed, NormalText normal) {
        var object = switch (fact.object()) {
            case Fact.Target.Entity(var mention) -> new Fact.Target.Entity(at(placed, mention));
            case Fact.Target.Value value -> value;
        };
        return new Fact(
                at(placed, fact.subject()),
                fact.predicate(),
                object,
                fact.negated(),
                normal.originalStart(fact.start()),
                normal.originalEnd(fact.end()),
                fact.basis());
    }

    private static Mention at(SortedMap<Integer, Mention> placed, Mention mention) {
        return Objects.requireNonNull(placed.get(mention.start()));
    }

    private static Fact partOf(Mention article, Mention law) {
        return new Fact(
                article,
                Predicate.PART_OF,
                new Fact.Target.Entity(law),
                false,
                Math.min(article.start(), law.start()),
                Math.max(article.end(), law.end()),
                Fact.Basis.GRAMMAR);
    }
}
