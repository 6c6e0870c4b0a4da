package io.nuzantara.knowledge;

import io.nuzantara.database.DataDirectory;
import io.nuzantara.knowledge.extraction.Lexicon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/** The owner's lexicon: copied into the data directory on first use, read again whenever its content has changed. */
@Component
class Lexicons {

    private static final String FOLDER = "knowledge";
    private static final String FILE = FOLDER + "/lexicon.csv";

    private record Loaded(String content, Lexicon lexicon) {}

    private final DataDirectory data;
    private final AtomicReference<Loaded> loaded = new AtomicReference<>();

    Lexicons(DataDirectory data) {
        this.data = data;
    }

    /**
     * The lexicon as the file stands now.
     *
     * @throws io.nuzantara.knowledge.extraction.LexiconRefused naming line and reason
     */
    Lexicon current() {
        var content = data.read(FILE).orElseGet(this::install);
        var known = loaded.get();
        if (known == null || !known.content().equals(content)) {
            known = new Loaded(content, Lexicon.of(content));
            loaded.set(known);
        }
        return known.lexicon();
    }

    private String install() {
        data.directory(FOLDER);
        data.writePrivate(FILE, shipped());
        return data.read(FILE).orElseThrow();
    }

    /** The lexicon that comes with the program. */
    static String shipped() {
        try (var stream = Lexicons.class.getResourceAsStream("/knowledge/lexicon.csv")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
