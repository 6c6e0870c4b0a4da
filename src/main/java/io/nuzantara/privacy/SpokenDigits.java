package io.nuzantara.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Numbers read out digit by digit, in English, Indonesian or Italian: "kosong delapan satu dua ...". */
final class SpokenDigits {

    private static final Map<String, Integer> DIGITS = Map.ofEntries(
            Map.entry("zero", 0),
            Map.entry("oh", 0),
            Map.entry("nol", 0),
            Map.entry("kosong", 0),
            Map.entry("one", 1),
            Map.entry("satu", 1),
            Map.entry("uno", 1),
            Map.entry("two", 2),
            Map.entry("dua", 2),
            Map.entry("due", 2),
            Map.entry("three", 3),
            Map.entry("tiga", 3),
            Map.entry("tre", 3),
            Map.entry("four", 4),
            Map.entry("empat", 4),
            Map.entry("quattro", 4),
            Map.entry("five", 5),
            Map.entry("lima", 5),
            Map.entry("cinque", 5),
            Map.entry("six", 6),
            Map.entry("enam", 6),
            Map.entry("sei", 6),
            Map.entry("seven", 7),
            Map.entry("tujuh", 7),
            Map.entry("sette", 7),
            Map.entry("eight", 8),
            Map.entry("delapan", 8),
            Map.entry("otto", 8),
            Map.entry("nine", 9),
            Map.entry("sembilan", 9),
            Map.entry("nove", 9));
    private static final List<String> BETWEEN = List.of(
            "plus",
            "pi\u00f9",
            "piu",
            "tambah",
            "dash",
            "strip",
            "trattino",
            "spasi",
            "space",
            "dot",
            "titik",
            "punto");
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{M}]+|\\d");
    private static final int FEWEST_WORDS = 5;
    private static final int FEWEST_DIGITS = 7;
    private static final int WIDEST_GAP = 3;

    private SpokenDigits() {}

    /** What is collected of one number. */
    private static final class Spoken {
        private final StringBuilder digits = new StringBuilder();
        private final List<String> words = new ArrayList<>();
        private int start = -1;
        private int end;

        void add(String token, int from, int to) {
            if (start < 0) {
                start = from;
            }
            end = to;
            digits.append(value(token));
            if (!Character.isDigit(token.charAt(0))) {
                words.add(token);
            }
        }

        boolean isNumber() {
            return words.size() >= FEWEST_WORDS && digits.length() >= FEWEST_DIGITS;
        }
    }

    static void find(String text, Findings findings) {
        var spoken = new Spoken();
        var last = 0;
        var tokens = TOKEN.matcher(text);
        while (tokens.find()) {
            var token = tokens.group().toLowerCase(Locale.ROOT);
            if (tokens.start() - last > WIDEST_GAP || !isPart(token)) {
                keep(spoken, findings);
                spoken = new Spoken();
            }
            if (isDigit(token)) {
                spoken.add(token, tokens.start(), tokens.end());
            }
            last = tokens.end();
        }
        keep(spoken, findings);
    }

    private static boolean isPart(String token) {
        return isDigit(token) || BETWEEN.contains(token);
    }

    private static boolean isDigit(String token) {
        return DIGITS.containsKey(token) || Character.isDigit(token.charAt(0));
    }

    private static int value(String token) {
        return DIGITS.getOrDefault(token, Character.digit(token.charAt(0), 10));
    }

    private static void keep(Spoken spoken, Findings findings) {
        if (spoken.isNumber()) {
            findings.add(spoken.start, spoken.end, kind(spoken.digits.toString()));
        }
    }

    private static Kind kind(String digits) {
        if (digits.length() == 16 && Checksums.isNik(digits)) {
            return Kind.NIK;
        }
        if (digits.length() >= 15 && digits.charAt(0) >= '2' && digits.charAt(0) <= '6' && Checksums.isLuhn(digits)) {
            return Kind.CARD;
        }
        if (digits.length() >= 15) {
            return Kind.NPWP;
        }
        return digits.length() <= 14 ? Kind.PHONE : Kind.NUMBER;
    }
}
