package io.nuzantara.knowledge.extraction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Companies: an Indonesian legal form before capitalised words, or capitalised words before a western one. */
final class Companies {

    private static final Pattern BEFORE = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:P\\.T\\.|PT\\.?|CV\\.?|UD\\.?|Yayasan|YAYASAN|Koperasi|KOPERASI)(?=\\s{1,2}\\p{Lu})");
    private static final Pattern AFTER = Pattern.compile(
            "(?<=[\\p{L}\\p{N}])[\\s,]{1,2}(?:Ltd\\.?|LLC|Inc\\.?|GmbH|S\\.p\\.A\\.|SpA|S\\.r\\.l\\.|Srl)(?![\\p{L}\\p{N}])");
    private static final Pattern WORD =
            Pattern.compile("\\s{1,2}(?<word>\\p{Lu}[\\p{L}\\p{N}&'\u2019-]{0,30}+|&)(?![\\p{L}\\p{N}])");
    private static final Pattern LISTED = Pattern.compile("\\s{1,2}\\(?Tbk\\.?\\)?(?!\\p{L})");
    private static final int MOST_WORDS = 5;
    private static final Set<String> FORMS = Set.of("PMA", "PMDN", "PERORANGAN", "TBK");
    private static final Set<String> OWN_CV =
            Set.of("my", "your", "his", "her", "a", "the", "il", "mio", "tuo", "un", "saya");
    /** Words that are no part of a name, for messages written in capitals and for sentence starts. */
    private static final Set<String> STOP = Set.of(
            "the", "a", "is", "are", "and", "or", "for", "in", "on", "at", "to", "we", "you", "i", "it", "can", "will",
            "has", "have", "please", "yang", "dan", "di", "ke", "dari", "untuk", "adalah", "atau", "saya", "kami",
            "ini", "itu", "bisa", "akan", "apa", "apakah", "tolong", "il", "la", "le", "lo", "un", "una", "e", "o",
            "per", "con", "che", "sono", "si", "no", "non", "hi", "hello", "halo", "ciao", "ok");

    private Companies() {}

    static List<Mention> find(String text, Claims claims) {
        var found = new ArrayList<Mention>();
        formFirst(text, claims, found);
        formLast(text, claims, found);
        return found;
    }

    private static void formFirst(String text, Claims claims, List<Mention> found) {
        var forms = BEFORE.matcher(text);
        while (forms.find()) {
            var end = nameEnd(text, forms.end());
            if (end > forms.end() && !isCurriculum(text, forms.start(), forms.end())) {
                company(text, claims, found, forms.start(), end);
            }
        }
    }

    private static int nameEnd(String text, int start) {
        var word = WORD.matcher(text);
        var end = start;
        for (int words = 0; words < MOST_WORDS; words++) {
            word.region(end, text.length());
            if (!word.lookingAt() || isStop(word.group("word")) || (words == 0 && isForm(word.group("word")))) {
                break;
            }
            end = word.end();
        }
        if (text.charAt(Math.max(start, end) - 1) == '&') {
            end = text.lastIndexOf('&', end - 1);
            end = end - 1 > start && Character.isWhitespace(text.charAt(end - 1)) ? end - 1 : start;
        }
        var listed = LISTED.matcher(text).region(end, text.length());
        return end > start && listed.lookingAt() ? listed.end() : end;
    }

    private static boolean isForm(String word) {
        return FORMS.contains(word.toUpperCase(Locale.ROOT));
    }

    private static boolean isStop(String word) {
        return STOP.contains(word.toLowerCase(Locale.ROOT));
    }

    private static boolean isCurriculum(String text, int start, int end) {
        return text.startsWith("CV", start)
                && Words.before(text, start, 1).stream().anyMatch(OWN_CV::contains)
                && end > start;
    }

    private static void formLast(String text, Claims claims, List<Mention> found) {
        var forms = AFTER.matcher(text);
        while (forms.find()) {
            var start = nameStart(text, forms.start());
            if (start < forms.start()) {
                company(text, claims, found, start, forms.end());
            }
        }
    }

    /** Walks back over capitalised words, so that a text full of them costs no more than its length. */
    private static int nameStart(String text, int end) {
        var start = end;
        for (int words = 0; words < MOST_WORDS; words++) {
            var i = words == 0 ? start : skipSpaceBack(text, start);
            var wordEnd = i;
            while (i > 0 && end - i < 200 && isNamePart(text.charAt(i - 1))) {
                i--;
            }
            var word = text.substring(i, wordEnd);
            if (word.isEmpty() || !(Character.isUpperCase(word.charAt(0)) || word.equals("&")) || isStop(word)) {
                break;
            }
            start = i;
        }
        return start;
    }

    private static int skipSpaceBack(String text, int start) {
        return start > 1 && text.charAt(start - 1) == ' ' ? start - 1 : start;
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '&' || c == '-' || c == '\'';
    }

    private static void company(String text, Claims claims, List<Mention> found, int start, int end) {
        if (claims.take(start, end)) {
            var display = text.substring(start, end).strip().replaceAll("\\s++", " ");
            found.add(new Mention(
                    EntityType.COMPANY, start, end, display, Folding.key(display), null, null, Mention.Layer.GRAMMAR));
        }
    }

    /** A company's name without its legal form: what two ways of writing it share. */
    static String core(String display) {
        return Folding.key(display)
                .replaceAll("^(?:pt|p t|cv|ud|yayasan|koperasi) | (?:tbk|ltd|llc|inc|gmbh|spa|srl)$", "");
    }
}
