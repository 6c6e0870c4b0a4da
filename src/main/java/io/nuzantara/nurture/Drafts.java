package io.nuzantara.nurture;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts of messages from fixed templates in English, Italian and Indonesian, filled with facts of our own record only. */
final class Drafts {

    private static final Set<String> LANGUAGES = Set.of("en", "it", "id");
    private static final Map<String, String> SOMEBODY = Map.of("en", "there", "it", "cliente", "id", "Bapak/Ibu");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M} '.-]{1,40}");
    private static final Properties TEMPLATES = load();

    private Drafts() {}

    /** A draft in the client's language, English for any other. */
    record Draft(String language, String body) {}

    static Draft of(Candidate candidate, String businessName) {
        var language = language(candidate.language());
        var template = Objects.requireNonNull(TEMPLATES.getProperty(candidate.campaign() + "." + language));
        var body = template.replace("{name}", name(candidate.name(), language))
                .replace("{business}", businessName)
                .replace("{practice}", practice(candidate.practiceType()))
                .replace("{date}", date(candidate, language));
        return new Draft(language, body);
    }

    private static String language(@Nullable String language) {
        return language != null && LANGUAGES.contains(language) ? language : "en";
    }

    /** A name is client text: anything but letters and the marks names have becomes a neutral word. */
    private static String name(String name, String language) {
        var clean = Normalizer.normalize(name, Normalizer.Form.NFC).strip();
        return NAME.matcher(clean).matches() ? clean : Objects.requireNonNull(SOMEBODY.get(language));
    }

    private static String practice(@Nullable String type) {
        var text = type == null ? "" : type.replace('_', ' ').strip();
        return NAME.matcher(text.replaceAll("\\d", "")).matches() ? text : "permit";
    }

    private static String date(Candidate candidate, String language) {
        var due = candidate.due();
        return due == null
                ? ""
                : due.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .withLocale(Locale.forLanguageTag(language)));
    }

    private static Properties load() {
        var properties = new Properties();
        try (var stream = Objects.requireNonNull(Drafts.class.getResourceAsStream("/nurture/templates.properties"))) {
            properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
