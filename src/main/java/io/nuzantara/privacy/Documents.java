package io.nuzantara.privacy;

import java.util.Set;
import java.util.regex.Pattern;

/** Numbers of passports and stay permits, and bank accounts after ISO 13616. */
final class Documents {

    private static final String ANYTHING =
            "(?:[\\s:#.,\\-\"'\\u201c\\u00b0()]{0,4}(?:number|numero|nomor|num|no|nr|n\\.|is|adalah|saya|my|mio|il|\\u00e8|ini|dengan|with|del|di|stay|permit|holder|id)(?![\\p{L}\\p{N}]))"
                    + "{0,5}[\\s:#.,\\-\"'\\u201c\\u00b0()]{0,4}";
    private static final Pattern NAMED_PASSPORT = Pattern.compile(
            "(?:passport|paspor|passaporto)" + ANYTHING
                    + "(?<number>[A-Z]{0,3}(?:[\\s\\-.]{0,2}\\d){6,9}[\\s\\-]?[A-Z]?)(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PASSPORT = Pattern.compile(
            "(?<![\\p{L}\\p{N}.])(?<letters>[A-Z][ ]?[A-Z]?)[ \\-]?\\d(?:[ \\-\\n]?\\d){6}(?![\\p{L}\\p{N}])");
    private static final Pattern NAMED_KITAS = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:kitas|kitap|itas|itap|niora|stay permit|permesso di soggiorno)" + ANYTHING
                    + "(?<number>[A-Z0-9](?:[\\s\\-./]{0,2}[A-Z0-9]){6,17})(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern KITAS = Pattern.compile(
            "(?<![\\p{L}\\p{N}])\\d[\\s\\-.]?[A-Z][\\s\\-.]?\\d[\\s\\-.]?\\d[\\s\\-.]?[A-Z][\\s\\-.]?[A-Z](?:[\\s\\-.]{0,2}\\d){4}[\\s\\-.]{0,2}[A-Z](?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern IBAN = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:[A-Z]{2}[\\s\\-]?\\d[\\s\\-]?\\d(?:[\\s\\-.]{0,2}[A-Za-z0-9]){11,30}|[a-z]{2}\\d{2}[a-z0-9]{11,30})");
    private static final int SHORTEST_IBAN = 15;
    private static final int FEWEST_DIGITS = 4;
    private static final Set<String> NO_PASSPORT = Set.of("RP", "NO", "PT", "RT", "RW", "KM", "TH", "PP", "UU");

    private Documents() {}

    static void findAccounts(String text, Findings findings) {
        var accounts = IBAN.matcher(text);
        while (accounts.find()) {
            var end = endOfIban(text, accounts.start(), accounts.end());
            if (end > 0) {
                findings.add(accounts.start(), end, Kind.IBAN);
            }
        }
    }

    /** A word that follows a number looks like a part of it: the country's length says where it ends. */
    private static int endOfIban(String text, int start, int longest) {
        for (var end = longest; end >= start + SHORTEST_IBAN; end--) {
            if (Character.isLetterOrDigit(text.charAt(end - 1))
                    && Checksums.isIban(text.substring(start, end).replaceAll("[^A-Za-z0-9]", ""))) {
                return end;
            }
        }
        return 0;
    }

    static void find(String text, Findings findings) {
        named(text, NAMED_KITAS, Kind.KITAS, findings);
        var permits = KITAS.matcher(text);
        while (permits.find()) {
            findings.add(permits.start(), permits.end(), Kind.KITAS);
        }
        named(text, NAMED_PASSPORT, Kind.PASSPORT, findings);
        var passports = PASSPORT.matcher(text);
        while (passports.find()) {
            if (!NO_PASSPORT.contains(passports.group("letters").replace(" ", ""))) {
                findings.add(passports.start(), passports.end(), Kind.PASSPORT);
            }
        }
    }

    private static void named(String text, Pattern pattern, Kind kind, Findings findings) {
        var numbers = pattern.matcher(text);
        while (numbers.find()) {
            var end = endOfNumber(text, numbers.start("number"), numbers.end("number"));
            if (text.substring(numbers.start("number"), end)
                            .chars()
                            .filter(Character::isDigit)
                            .count()
                    >= FEWEST_DIGITS) {
                findings.add(numbers.start("number"), end, kind);
            }
        }
    }

    /** Words behind a number are none of it: it ends with its last digit, or with one letter behind that. */
    private static int endOfNumber(String text, int start, int end) {
        var last = start;
        for (var at = start; at < end; at++) {
            if (Character.isDigit(text.charAt(at)) || (at > start && isLastLetter(text, at, last))) {
                last = at + 1;
            }
        }
        return last;
    }

    /** Alone, directly behind a digit or behind one sign or space. */
    private static boolean isLastLetter(String text, int at, int last) {
        var alone = at + 1 >= text.length() || !Character.isLetterOrDigit(text.charAt(at + 1));
        return Character.isLetter(text.charAt(at)) && alone && at - last <= 1;
    }
}
