package io.nuzantara.knowledge.extraction;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Amounts of money, with their ranges and scale words, and shares in percent. */
final class Amounts {

    private static final String SIGN = "Rp\\.?|IDR|US\\$|USD|EUR|S\\$|SGD|A\\$|AUD|\\$|\u20ac";
    private static final String NAME =
            "IDR|USD|EUR|SGD|AUD|rupiah|(?:US\\s|Singapore\\s|Australian\\s)?dollars?|dolar|dollari|euros?|\u20ac|\\$";
    private static final String SCALE =
            "ribu|rb|thousand|mila|k|juta|jt|millions?|milioni|milione|mln|mio|miliar|milyar|billions?|miliardi|miliardo|bn|triliun|trillions?|M|B";
    private static final String QUANTITY =
            "(?<%1$s>" + Numbers.WRITTEN + ")(?:\\s{0,2}(?<%1$sScale>" + SCALE + ")(?![\\p{L}\\p{N}]))?";
    private static final String TO = "\\s{0,2}(?:-|\u2013|\u2014|to|sampai|hingga|s/d|fino\\sa|and)\\s{0,2}";
    private static final Pattern MONEY = Pattern.compile(
            "(?<![\\p{L}\\p{N}.,])(?:(?<sign>" + SIGN + ")\\s{0,2}" + QUANTITY.formatted("min")
                    + "(?:" + TO + "(?:(?:" + SIGN + ")\\s{0,2})?" + QUANTITY.formatted("max")
                    + ")?+(?:\\s{0,2}(?:IDR|USD|EUR|SGD|AUD)\\b)?"
                    + "|" + QUANTITY.formatted("from") + "(?:" + TO + QUANTITY.formatted("until") + ")?"
                    + "\\s{0,2}(?<name>" + NAME + "))(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PERCENT = Pattern.compile(
            "(?<![\\p{L}\\p{N}.,])(?<value>" + Numbers.WRITTEN
                    + ")\\s{0,2}(?:%|(?:persen|percent|per\\scent[o]?)(?!\\p{L}))",
            Pattern.CASE_INSENSITIVE);
    private static final Map<String, Integer> POWERS = Map.ofEntries(
            Map.entry("ribu", 3),
            Map.entry("rb", 3),
            Map.entry("k", 3),
            Map.entry("thousand", 3),
            Map.entry("mila", 3),
            Map.entry("juta", 6),
            Map.entry("jt", 6),
            Map.entry("million", 6),
            Map.entry("millions", 6),
            Map.entry("milioni", 6),
            Map.entry("milione", 6),
            Map.entry("mln", 6),
            Map.entry("mio", 6),
            Map.entry("miliar", 9),
            Map.entry("milyar", 9),
            Map.entry("billion", 9),
            Map.entry("billions", 9),
            Map.entry("miliardi", 9),
            Map.entry("miliardo", 9),
            Map.entry("bn", 9),
            Map.entry("b", 9),
            Map.entry("triliun", 12),
            Map.entry("trillion", 12),
            Map.entry("trillions", 12));

    private Amounts() {}

    static void find(String text, Claims claims, List<Literal.Found> found) {
        var money = MONEY.matcher(text);
        while (money.find()) {
            if (claims.take(money.start(), money.end())) {
                found.add(new Literal.Found(money.start(), money.end(), money(money)));
            }
        }
        var shares = PERCENT.matcher(text);
        while (shares.find()) {
            if (claims.take(shares.start(), shares.end())) {
                found.add(new Literal.Found(
                        shares.start(), shares.end(), new Literal.Percent(Numbers.value(shares.group("value")))));
            }
        }
    }

    private static Literal.Money money(Matcher money) {
        var signed = money.group("sign") != null;
        var currency = currency(signed ? money.group("sign") : money.group("name"));
        var low = signed ? "min" : "from";
        var high = signed ? "max" : "until";
        var lowScale = money.group(low + "Scale");
        if (money.group(high) == null) {
            var value = scaled(money.group(low), lowScale, currency);
            return new Literal.Money(value, value, currency);
        }
        var highScale = money.group(high + "Scale");
        var min = scaled(money.group(low), lowScale == null ? highScale : lowScale, currency);
        var max = scaled(money.group(high), highScale, currency);
        return new Literal.Money(min.min(max), min.max(max), currency);
    }

    private static BigDecimal scaled(String written, @Nullable String scale, String currency) {
        var value = Numbers.value(written);
        return scale == null ? value : value.scaleByPowerOfTen(power(scale.toLowerCase(Locale.ROOT), currency));
    }

    /** {@code M} is miliar beside rupiah and million beside every other currency. */
    private static int power(String scale, String currency) {
        return "m".equals(scale) ? (currency.equals("IDR") ? 9 : 6) : POWERS.getOrDefault(scale, 0);
    }

    private static String currency(String written) {
        var word = written.toLowerCase(Locale.ROOT);
        if (word.startsWith("rp") || word.startsWith("rupiah") || word.equals("idr")) {
            return "IDR";
        }
        if (word.startsWith("eur") || word.equals("\u20ac")) {
            return "EUR";
        }
        if (word.startsWith("s$") || word.startsWith("sgd") || word.startsWith("singapore")) {
            return "SGD";
        }
        return word.startsWith("a$") || word.startsWith("aud") || word.startsWith("australian") ? "AUD" : "USD";
    }
}
