package io.nuzantara.privacy;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;

/** Arithmetic by which numbers prove that they are what they look like. */
final class Checksums {

    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);
    private static final int TEN = 10;

    /** Registry of SWIFT, the countries whose people and firms come to Indonesia most, and all of Europe. */
    private static final Map<String, Integer> IBAN_LENGTHS = Map.ofEntries(
            Map.entry("AD", 24),
            Map.entry("AE", 23),
            Map.entry("AT", 20),
            Map.entry("BE", 16),
            Map.entry("BG", 22),
            Map.entry("BR", 29),
            Map.entry("CH", 21),
            Map.entry("CY", 28),
            Map.entry("CZ", 24),
            Map.entry("DE", 22),
            Map.entry("DK", 18),
            Map.entry("EE", 20),
            Map.entry("ES", 24),
            Map.entry("FI", 18),
            Map.entry("FR", 27),
            Map.entry("GB", 22),
            Map.entry("GR", 27),
            Map.entry("HR", 21),
            Map.entry("HU", 28),
            Map.entry("IE", 22),
            Map.entry("IL", 23),
            Map.entry("IS", 26),
            Map.entry("IT", 27),
            Map.entry("KW", 30),
            Map.entry("KZ", 20),
            Map.entry("LI", 21),
            Map.entry("LT", 20),
            Map.entry("LU", 20),
            Map.entry("LV", 21),
            Map.entry("MC", 27),
            Map.entry("MT", 31),
            Map.entry("NL", 18),
            Map.entry("NO", 15),
            Map.entry("PL", 28),
            Map.entry("PT", 25),
            Map.entry("QA", 29),
            Map.entry("RO", 24),
            Map.entry("RS", 22),
            Map.entry("SA", 24),
            Map.entry("SE", 24),
            Map.entry("SI", 19),
            Map.entry("SK", 24),
            Map.entry("SM", 27),
            Map.entry("TR", 26),
            Map.entry("UA", 29));

    private Checksums() {}

    /** ISO/IEC 7812-1, annex B. */
    static boolean isLuhn(String digits) {
        var sum = 0;
        for (var place = 0; place < digits.length(); place++) {
            var digit = digits.charAt(digits.length() - 1 - place) - '0';
            var weighted = place % 2 == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % TEN == 0;
    }

    /** ISO 13616: the length of the country; the first four characters behind the others, letters as 10 to 35, modulo 97. */
    static boolean isIban(String characters) {
        var country = characters.substring(0, Math.min(2, characters.length())).toUpperCase(Locale.ROOT);
        if (characters.length() != IBAN_LENGTHS.getOrDefault(country, 0)) {
            return false;
        }
        var turned = (characters.substring(4) + characters.substring(0, 4)).toUpperCase(Locale.ROOT);
        var digits = new StringBuilder();
        turned.chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(NINETY_SEVEN).intValue() == 1;
    }

    /** Six digits of a place that exists, a day of birth (40 is added for women), four of a sequence. */
    static boolean isNik(String digits) {
        var province = number(digits, 0, 2);
        var day = number(digits, 6, 8) % 40;
        var month = number(digits, 8, 10);
        return digits.length() == 16
                && province >= 11
                && province <= 97
                && number(digits, 2, 4) > 0
                && number(digits, 6, 8) <= 71
                && day >= 1
                && day <= 31
                && month >= 1
                && month <= 12;
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits.substring(from, to));
    }
}
