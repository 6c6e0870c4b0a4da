package io.nuzantara.knowledge;

import io.nuzantara.knowledge.extraction.CanonicalNames;
import io.nuzantara.knowledge.extraction.Folding;
import io.nuzantara.knowledge.extraction.Lexicon;
import io.nuzantara.knowledge.extraction.LexiconEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Which node a name belongs to. Names with one canonical id (rule 1) or one lexicon id (rule 2) are one node; the two kinds
 * of id share one name space. Every other name stands for itself, so nothing that a veto forbids can meet: other digits,
 * another type, another canonical id or another id of an exclusive group is another key.
 *
 * @param key the same whatever the order in which names arrive
 * @param name preferred name
 * @param canonicalName the name folded
 * @param lexiconId the lexicon's entry of this node, if there is one
 */
record NodeIdentity(
        String key,
        String type,
        String name,
        String canonicalName,
        @Nullable String lexiconId) {

    /** A row of {@code kg_names}. */
    record Name(
            long id,
            String type,
            String folded,
            String display,
            @Nullable String canonicalId,
            @Nullable String lexiconId) {}

    static NodeIdentity of(Name name, Lexicon lexicon) {
        var key = key(name);
        var entry = lexicon.entry(key).filter(each -> each.type().code().equals(name.type()));
        var shown = entry.map(LexiconEntry::preferredName)
                .orElseGet(() -> name.canonicalId() == null ? name.display() : CanonicalNames.of(name.canonicalId()));
        return new NodeIdentity(
                key,
                name.type(),
                shown,
                Folding.key(shown),
                entry.map(LexiconEntry::id).orElse(null));
    }

    private static String key(Name name) {
        if (name.canonicalId() != null) {
            return name.canonicalId();
        }
        return name.lexiconId() == null ? "n:" + hash(name.type() + "\u001f" + name.folded()) : name.lexiconId();
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
