package io.nuzantara.knowledge.extraction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The extractor with the shipped lexicon. */
final class ExtractorFixture {

    static final Lexicon LEXICON = Lexicon.of(shipped());
    private static final Extractor EXTRACTOR = new Extractor(LEXICON, 2027);

    private ExtractorFixture() {}

    static String shipped() {
        try (var stream = ExtractorFixture.class.getResourceAsStream("/knowledge/lexicon.csv")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Extraction extract(String text) {
        return extract(text, "en");
    }

    static Extraction extract(String text, String language) {
        return EXTRACTOR.extract(text, language);
    }

    /** Ids (or folded names where there is none) of the entities of a text, by place. */
    static List<String> ids(String text) {
        return extract(text).mentions().stream()
                .map(mention -> Objects.requireNonNullElse(mention.id(), mention.folded()))
                .toList();
    }

    static List<Literal> literals(String text, String language) {
        return extract(text, language).literals().stream()
                .map(Literal.Found::literal)
                .toList();
    }

    static List<Literal> literals(String text) {
        return literals(text, "en");
    }
}
