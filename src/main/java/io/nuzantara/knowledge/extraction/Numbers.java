package io.nuzantara.knowledge.extraction;

import java.math.BigDecimal;

/** Numbers as people of three languages write them. */
final class Numbers {

    /** A number with separators; never more than a line holds. */
    static final String WRITTEN = "\\d{1,15}+(?:[.,]\\d{1,9}+){0,5}+";

    private Numbers() {}

    /**
     * The value: a separator that repeats, or stands alone before exactly three digits, separates thousands; of two different
     * ones the last is the decimal one.
     */
    static BigDecimal value(String written) {
        var dots = count(written, '.');
        var commas = count(written, ',');
        if (dots + commas == 0) {
            return new BigDecimal(written);
        }
        if (dots > 0 && commas > 0) {
            var decimal = written.lastIndexOf('.') > written.lastIndexOf(',') ? '.' : ',';
            return decimal(written, decimal);
        }
        var separator = dots > 0 ? '.' : ',';
        var last = written.length() - written.lastIndexOf(separator) - 1;
        var leadingZero = written.startsWith("0" + separator);
        return (dots + commas > 1 || last == 3) && !leadingZero ? whole(written) : decimal(written, separator);
    }

    private static BigDecimal whole(String written) {
        return new BigDecimal(written.replaceAll("[.,]", ""));
    }

    private static BigDecimal decimal(String written, char separator) {
        var at = written.lastIndexOf(separator);
        var integer = written.substring(0, at).replaceAll("[.,]", "");
        return new BigDecimal(integer + "." + written.substring(at + 1));
    }

    private static long count(String text, char c) {
        return text.chars().filter(each -> each == c).count();
    }
}
