package io.nuzantara.privacy;

import java.util.regex.Pattern;

/** E-mail addresses, also as people spell them out, and links that carry a key. */
final class Links {

    private static final String BEGIN = "(?<![\\p{L}\\p{N}_%+'.\\-])";
    private static final String NAME = "[\\p{L}\\p{N}][\\p{L}\\p{N}_%+'\\-]{0,63}+";
    private static final String DOT_WORD =
            "\\s{0,2}(?:[\\[({]\\s?(?:dot|titik|punto)\\s?[\\])}]|\\s(?:dot|titik|punto)\\s)\\s{0,2}";
    private static final String ENDING =
            "(?:com|net|org|id|it|co|io|info|biz|edu|gov|eu|uk|au|de|fr|nl|ru|me|us|sg|ch|es|test|example)";
    private static final Pattern EMAIL = Pattern.compile(
            BEGIN
                    + "[\\p{L}\\p{N}_%+'.\\-]{1,64}+@[\\p{L}\\p{N}\\-]{1,63}(?:\\.[\\p{L}\\p{N}\\-]{1,63}){0,4}\\.\\p{L}{2,24}");
    private static final Pattern BROKEN = Pattern.compile(
            BEGIN
                    + "[\\p{L}\\p{N}_%+'.\\-]{1,64}+\\s{0,3}@\\s{0,3}[\\p{L}\\p{N}\\-]{1,63}(?:\\s{0,2}\\.\\s{0,2}[\\p{L}\\p{N}\\-]{1,63}){0,3}?\\s{0,2}\\.\\s{0,2}"
                    + ENDING + "(?:\\.[a-z]{2})?(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SPELLED = Pattern.compile(
            "(?<![\\p{L}\\p{N}_%+'\\-])" + NAME + "(?:(?:" + DOT_WORD + "|\\.)" + NAME + "){0,4}"
                    + "(?:\\s{0,2}[\\[({]\\s?(?:at|a|et|chiocciola)\\s?[\\])}]\\s{0,2}|\\s{1,2}(?:at|et|chiocciola|@)\\s{1,2})"
                    + NAME + "(?:" + DOT_WORD + NAME + "){0,3}?" + DOT_WORD + ENDING + "(?:" + DOT_WORD + ENDING
                    + ")?(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BRACKETED = Pattern.compile(
            "(?<![\\p{L}\\p{N}_%+'\\-])" + NAME + "(?:\\." + NAME
                    + "){0,4}\\s{0,2}[\\[({]\\s?(?:at|a|et|chiocciola)\\s?[\\])}]\\s{0,2}" + NAME + "(?:\\." + NAME
                    + "){0,3}?\\." + ENDING + "(?:\\.[a-z]{2})?(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LINK = Pattern.compile(
            "(?:https?\\s?:\\s?/\\s?/|www\\.|(?<![\\p{L}\\p{N}@.])(?:[a-z0-9\\-]{1,63}\\.){1,4}[a-z]{2,10}/)[^\\s<>\"'\\u201d\\u2019)\\]}]*",
            Pattern.CASE_INSENSITIVE);

    /** User information, a query or fragment with a value, or a long segment with digits that nobody types. */
    private static final Pattern TELLING = Pattern.compile(
            "//[^/]*@|[?&;#][^=]{0,40}=[^&]{4,}|#.{12,}|[?].{12,}|/(?=[^/?#]*\\d)(?=[^/?#]*\\p{L})[^/?#]{12,}|/[^/?#]{24,}");

    private Links() {}

    static void findEmails(String text, Findings findings) {
        for (var pattern : new Pattern[] {EMAIL, BROKEN, SPELLED, BRACKETED}) {
            var addresses = pattern.matcher(text);
            while (addresses.find()) {
                findings.add(addresses.start(), addresses.end(), Kind.EMAIL);
            }
        }
    }

    static void findLinks(String text, Findings findings) {
        var links = LINK.matcher(text);
        while (links.find()) {
            var end = links.end();
            while (end > links.start() && ".,;:!?".indexOf(text.charAt(end - 1)) >= 0) {
                end--;
            }
            if (TELLING.matcher(text.substring(links.start(), end)).find()) {
                findings.add(links.start(), end, Kind.URL);
            }
        }
    }
}
