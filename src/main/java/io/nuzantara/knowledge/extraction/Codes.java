package io.nuzantara.knowledge.extraction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Codes of the domain: business classes (KBLI), articles of the income tax, visa indexes. */
final class Codes {

    private static final Set<String> KBLI_EDITIONS = Set.of("2005", "2009", "2015", "2017", "2020", "2025");
    private static final Pattern KBLI = Pattern.compile(
            "(?<![\\p{L}\\p{N}])KBLI\\s{0,2}(?:code|kode|codice|nomor|number|no\\.?)?\\s{0,2}[:#]?\\s{0,2}(?<code>\\d{2,5})(?!\\d)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NEXT_KBLI = Pattern.compile(
            "\\s{0,2}(?:,|;|:|&|/|and|dan|atau|or|e|o|\\()?\\s{0,2}(?<code>\\d{5})(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern INCOME_TAX = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:PPh|income\\stax|pajak\\spenghasilan|imposta\\ssul\\sreddito)[\\s-]{0,2}"
                    + "(?:pasal|article|articolo|art\\.?|ps\\.?)?\\s{0,2}(?<article>4\\s?(?:ayat\\s?)?\\(2\\)|(?:15|2[1235-6]|29)(?![\\p{L}\\p{N}]))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern VISA_INDEX =
            Pattern.compile("(?<![\\p{L}\\p{N}-])[A-F]\\d{1,3}[A-Z]?(?![\\p{L}\\p{N}])");
    private static final Set<String> VISA_CONTEXT =
            Set.of("visa", "visas", "evisa", "kitas", "vitas", "index", "indeks", "visto");
    private static final int VISA_CONTEXT_WORDS = 3;

    private Codes() {}

    static List<Mention> find(String text, Claims claims) {
        var found = new ArrayList<Mention>();
        taxes(text, claims, found);
        businessClasses(text, claims, found);
        visas(text, claims, found);
        return found;
    }

    private static void taxes(String text, Claims claims, List<Mention> found) {
        var taxes = INCOME_TAX.matcher(text);
        while (taxes.find()) {
            if (claims.take(taxes.start(), taxes.end())) {
                var article = taxes.group("article").replaceAll("(?i)ayat|\\s", "");
                found.add(
                        Mention.canonical(EntityType.TAX_TYPE, text, taxes.start(), taxes.end(), "tax:pph:" + article));
            }
        }
    }

    private static void businessClasses(String text, Claims claims, List<Mention> found) {
        var first = KBLI.matcher(text);
        var next = NEXT_KBLI.matcher(text);
        while (first.find()) {
            var code = first.group("code");
            if (!KBLI_EDITIONS.contains(code)) {
                businessClass(text, claims, found, first.start(), first.end(), code);
            }
            var end = first.end();
            while (next.region(end, text.length()).lookingAt()) {
                businessClass(text, claims, found, next.start("code"), next.end("code"), next.group("code"));
                end = next.end();
            }
        }
    }

    private static void businessClass(
            String text, Claims claims, List<Mention> found, int start, int end, String code) {
        if (claims.take(start, end)) {
            found.add(Mention.canonical(EntityType.KBLI_CODE, text, start, end, "kbli:" + code));
        }
    }

    /** "A4 paper" and "level C1" are no visas: a word that says visa must stand near by. */
    private static void visas(String text, Claims claims, List<Mention> found) {
        var visas = VISA_INDEX.matcher(text);
        while (visas.find()) {
            var near = Words.around(text, visas.start(), visas.end(), VISA_CONTEXT_WORDS);
            if (near.stream().anyMatch(VISA_CONTEXT::contains) && claims.take(visas.start(), visas.end())) {
                var id = "visa:" + visas.group().toLowerCase(Locale.ROOT);
                found.add(Mention.canonical(EntityType.VISA_TYPE, text, visas.start(), visas.end(), id));
            }
        }
    }
}
