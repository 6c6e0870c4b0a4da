package io.nuzantara.knowledge.extraction;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The gazetteer in three languages: finds the names of the domain in a message and says which thing each means. Whole words
 * only; the longest name wins, then the leftmost.
 */
public final class Lexicon {

    private static final int CONTEXT_WORDS = 8;

    private record Form(LexiconEntry entry, String text) {
        boolean fits(String written) {
            return !entry.exactCase() || text.equals(text.toLowerCase(java.util.Locale.ROOT)) || text.equals(written);
        }
    }

    private final Map<String, LexiconEntry> byId = new LinkedHashMap<>();
    private final Map<String, List<Form>> byFolded = new LinkedHashMap<>();
    private final List<List<Form>> patterns;
    private final AhoCorasick automaton;
    private final String hash;

    private Lexicon(List<LexiconEntry> entries) {
        var byPattern = new LinkedHashMap<String, List<Form>>();
        for (var entry : entries) {
            byId.put(entry.id(), entry);
            for (var text : entry.forms()) {
                var form = new Form(entry, text);
                var key = Folding.key(text);
                byFolded.computeIfAbsent(key, any -> new ArrayList<>()).add(form);
                Stream.of(key, new String(FoldedText.of(text).text()))
                        .distinct()
                        .forEach(pattern -> byPattern
                                .computeIfAbsent(pattern, any -> new ArrayList<>())
                                .add(form));
            }
        }
        patterns = List.copyOf(byPattern.values());
        automaton = new AhoCorasick(List.copyOf(byPattern.keySet()));
        hash = hash(entries);
    }

    /**
     * A lexicon out of its file, completed by the countries of the JDK's locale data.
     *
     * @throws LexiconRefused naming line and reason
     */
    public static Lexicon of(String csv) {
        var entries = new ArrayList<>(LexiconFile.parse(csv));
        entries.addAll(Countries.beside(entries));
        return new Lexicon(entries);
    }

    /** All entries, those of the file first. */
    public Collection<LexiconEntry> entries() {
        return byId.values();
    }

    public Optional<LexiconEntry> entry(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Changes whenever an entry changes. */
    public String hash() {
        return hash;
    }

    /** The entry of this type that has this name, compared folded. */
    public Optional<LexiconEntry> named(EntityType type, String name) {
        return byFolded.getOrDefault(Folding.key(name), List.of()).stream()
                .map(Form::entry)
                .filter(entry -> entry.type() == type)
                .findFirst();
    }

    List<Mention> find(String text, Claims claims) {
        var folded = FoldedText.of(text);
        var mentions = new ArrayList<Mention>();
        for (var hit : longestFirst(automaton.find(folded.text()))) {
            var start = folded.start(hit.start());
            var end = folded.end(hit.end() - 1);
            if (Words.isWhole(text, start, end) && claims.isFree(start, end)) {
                meaning(text, start, end, patterns.get(hit.pattern()))
                        .filter(_ -> claims.take(start, end))
                        .ifPresent(entry -> mentions.add(mention(text, start, end, entry)));
            }
        }
        return mentions;
    }

    private static List<AhoCorasick.Hit> longestFirst(List<AhoCorasick.Hit> hits) {
        hits.sort(Comparator.comparingInt((AhoCorasick.Hit hit) -> hit.start() - hit.end())
                .thenComparingInt(AhoCorasick.Hit::start));
        return hits;
    }

    private static Optional<LexiconEntry> meaning(String text, int start, int end, List<Form> forms) {
        var written = text.substring(start, end);
        return forms.stream()
                .filter(form -> form.fits(written))
                .map(Form::entry)
                .filter(entry -> !entry.ambiguous() || hasContext(entry, text, start, end))
                .findFirst();
    }

    private static boolean hasContext(LexiconEntry entry, String text, int start, int end) {
        return Words.around(text, start, end, CONTEXT_WORDS).stream().anyMatch(entry.context()::contains);
    }

    private static Mention mention(String text, int start, int end, LexiconEntry entry) {
        var display = text.substring(start, end);
        return new Mention(
                entry.type(), start, end, display, Folding.key(display), null, entry.id(), Mention.Layer.LEXICON);
    }

    private static String hash(List<LexiconEntry> entries) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            entries.forEach(entry -> digest.update((entry.id()
                            + entry.type()
                            + entry.forms()
                            + entry.exclusive()
                            + entry.exactCase()
                            + entry.ambiguous()
                            + new java.util.TreeSet<>(entry.context()))
                    .getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
