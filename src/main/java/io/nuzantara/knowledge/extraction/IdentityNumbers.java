package io.nuzantara.knowledge.extraction;

import java.util.regex.Pattern;

/**
 * Numbers that belong to a person or a firm: NIB (13 digits), NPWP (15 or 16, also dotted), NIK (16), passport. They are
 * recognised only so that nothing keeps them: their span is taken before any other layer looks.
 */
final class IdentityNumbers {

    private static final Pattern LONG = Pattern.compile("(?<![\\p{L}\\p{N}])\\d{13}(?:\\d{2,3})?(?![\\p{L}\\p{N}])");
    private static final Pattern GROUPED = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:\\d{2}\\.\\d{3}\\.\\d{3}\\.\\d-\\d{3}\\.\\d{3}|\\d{4}[ -]\\d{4}[ -]\\d{4}[ -]\\d{4})(?![\\p{L}\\p{N}])");
    private static final Pattern PASSPORT = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:passport|paspor|passaporto)\\s{0,2}(?:number|no\\.?|nomor|numero|n\\.?)?\\s{0,2}[:#]?\\s{0,2}"
                    + "(?<digits>[A-Z]{0,2}\\d{6,9}[A-Z]?)(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE);

    private IdentityNumbers() {}

    static void claim(String text, Claims claims) {
        for (var pattern : java.util.List.of(LONG, GROUPED)) {
            var numbers = pattern.matcher(text);
            while (numbers.find()) {
                claims.take(numbers.start(), numbers.end());
            }
        }
        var passports = PASSPORT.matcher(text);
        while (passports.find()) {
            claims.take(passports.start("digits"), passports.end("digits"));
        }
    }
}
