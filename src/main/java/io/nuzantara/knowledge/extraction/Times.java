package io.nuzantara.knowledge.extraction;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lengths of time and days of the calendar; words relative to today are no literals. */
final class Times {

    private static final Map<String, Integer> COUNTS = new HashMap<>();
    private static final Map<String, Integer> MONTHS = new HashMap<>();
    private static final Map<String, Integer> SHORT_MONTHS = new HashMap<>();

    static {
        for (var words : List.of(
                "one two three four five six seven eight nine ten eleven twelve",
                "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas duabelas",
                "uno due tre quattro cinque sei sette otto nove dieci undici dodici")) {
            number(COUNTS, words);
        }
        for (var words : List.of(
                "january february march april may june july august september october november december",
                "januari februari maret april mei juni juli agustus september oktober november desember",
                "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre")) {
            number(MONTHS, words);
        }
        for (var words : List.of(
                "jan feb mar apr may jun jul aug sep oct nov dec",
                "jan feb mar apr mei jun jul agu sep okt nov des",
                "gen feb mar apr mag giu lug ago set ott nov dic")) {
            number(SHORT_MONTHS, words);
        }
        SHORT_MONTHS.put("sept", 9);
        SHORT_MONTHS.put("agt", 8);
    }

    private static final String UNIT =
            "(?<wd>working\\sdays?|business\\sdays?|workdays?|hari\\skerja|giorni?\\s(?:lavorativ[io]|ferial[ie]))"
                    + "|(?<d>days?|hari|giorn[io])|(?<w>weeks?|minggu|pekan|settiman[ae])|(?<m>months?|bulan|mes[ei])|(?<y>years?|tahun|ann[io])";
    private static final Pattern SPAN = Pattern.compile(
            "(?<![\\p{L}\\p{N}.,/])(?<min>\\d{1,4}|" + alternatives(COUNTS) + ")"
                    + "(?:\\s{0,2}(?:-|\u2013|to|sampai|hingga|s/d|o|or|atau|a)\\s{0,2}(?<max>\\d{1,4}|"
                    + alternatives(COUNTS) + "))?"
                    + "(?:\\s{0,2}|-)(?:calendar\\s)?(?:" + UNIT + ")(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE);

    private static final String MONTH = alternatives(MONTHS);
    private static final String SHORT_MONTH = alternatives(SHORT_MONTHS);
    private static final String DAY = "(?<day>3[01]|[12]\\d|0?[1-9])(?:st|nd|rd|th|\u00b0|\u00ba)?(?![\\p{L}\\p{N}])";
    private static final Pattern DAY_FIRST = Pattern.compile(
            "(?<![\\p{L}\\p{N}.,/-])" + DAY + "\\s{1,2}(?:of\\s|di\\s)?(?<month>" + MONTH + "|(?:" + SHORT_MONTH
                    + ")\\.?)" + "(?!\\p{L})(?:,?\\s{1,2}(?<year>(?:19|20)\\d{2})(?![\\d-]))?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MONTH_FIRST = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?<month>" + MONTH + "|(?:" + SHORT_MONTH + ")\\.?)\\s{1,2}(?:the\\s)?"
                    + "(?<day>3[01]|[12]\\d|0?[1-9])(?<ordinal>st|nd|rd|th)?(?![\\p{L}\\p{N}])(?:,?\\s{1,2}(?<year>(?:19|20)\\d{2})(?![\\d-]))?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ISO =
            Pattern.compile("(?<![\\p{L}\\p{N}-])((?:19|20)\\d{2})-(\\d{2})-(\\d{2})(?![\\p{L}\\p{N}-])");
    private static final Pattern NUMERIC = Pattern.compile(
            "(?<![\\p{L}\\p{N}./-])(\\d{1,2})[/.-](\\d{1,2})[/.-]((?:19|20)\\d{2})(?![\\p{L}\\p{N}/-])");

    private Times() {}

    static void findDays(String text, String language, Claims claims, List<Literal.Found> found) {
        each(ISO, text, claims, found, date -> day(date.group(1), date.group(2), date.group(3)));
        each(DAY_FIRST, text, claims, found, date -> named(date.group("year"), date.group("month"), date.group("day")));
        each(MONTH_FIRST, text, claims, found, date -> monthFirst(text, date));
        each(NUMERIC, text, claims, found, date -> numeric(language, date));
    }

    static void findSpans(String text, Claims claims, List<Literal.Found> found) {
        each(SPAN, text, claims, found, Times::span);
    }

    private interface Reading {
        @Nullable
        Literal read(Matcher matcher);
    }

    private static void each(Pattern pattern, String text, Claims claims, List<Literal.Found> found, Reading reading) {
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            var literal = reading.read(matcher);
            if (literal != null && claims.take(matcher.start(), matcher.end())) {
                found.add(new Literal.Found(matcher.start(), matcher.end(), literal));
            }
        }
    }

    private static Literal span(Matcher span) {
        var unit = Literal.Span.Unit.valueOf(List.of("wd", "d", "w", "m", "y").stream()
                .filter(name -> span.group(name) != null)
                .findFirst()
                .orElseThrow()
                .toUpperCase(Locale.ROOT));
        var min = count(span.group("min"));
        var max = span.group("max") == null ? min : count(span.group("max"));
        return new Literal.Span(Math.min(min, max), Math.max(min, max), unit);
    }

    private static int count(String written) {
        var word = COUNTS.get(written.toLowerCase(Locale.ROOT));
        return word == null ? Integer.parseInt(written) : word;
    }

    /** "may 5" may be a verb and "set 5" one too: a short or a small word needs a capital, an ordinal or a year. */
    private static @Nullable Literal monthFirst(String text, Matcher date) {
        var month = date.group("month").toLowerCase(Locale.ROOT);
        var sure = date.group("ordinal") != null || date.group("year") != null;
        var capital = Character.isUpperCase(text.charAt(date.start()));
        var doubtful = month.equals("may") || !MONTHS.containsKey(month);
        return (doubtful && !sure && !capital) || (month.equals("set") && !sure)
                ? null
                : named(date.group("year"), date.group("month"), date.group("day"));
    }

    private static @Nullable Literal named(@Nullable String year, String month, String day) {
        var word = month.toLowerCase(Locale.ROOT).replace(".", "");
        var number = MONTHS.containsKey(word) ? MONTHS.get(word) : SHORT_MONTHS.get(word);
        return number == null ? null : day(year, Integer.toString(number), day);
    }

    /** Day before month, except that an English text is only read where one of the two must be the day. */
    private static @Nullable Literal numeric(String language, Matcher date) {
        var first = Integer.parseInt(date.group(1));
        var second = Integer.parseInt(date.group(2));
        if (language.equals("id") || language.equals("it")) {
            return day(date.group(3), date.group(2), date.group(1));
        }
        if ((first > 12) == (second > 12) && first != second) {
            return null;
        }
        return second > 12
                ? day(date.group(3), date.group(1), date.group(2))
                : day(date.group(3), date.group(2), date.group(1));
    }

    private static @Nullable Literal day(@Nullable String year, String month, String day) {
        try {
            var date = MonthDay.of(Integer.parseInt(month), Integer.parseInt(day));
            if (year == null) {
                return new Literal.Day(null, date.getMonthValue(), date.getDayOfMonth());
            }
            var full = LocalDate.of(Integer.parseInt(year), date.getMonth(), date.getDayOfMonth());
            return new Literal.Day(full.getYear(), full.getMonthValue(), full.getDayOfMonth());
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static void number(Map<String, Integer> numbers, String words) {
        var each = words.split(" ", -1);
        for (int i = 0; i < each.length; i++) {
            numbers.put(each[i], i + 1);
        }
    }

    private static String alternatives(Map<String, Integer> words) {
        return words.keySet().stream()
                .sorted(java.util.Comparator.comparingInt(String::length)
                        .reversed()
                        .thenComparing(word -> word))
                .collect(Collectors.joining("|"));
    }
}
