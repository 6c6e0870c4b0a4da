package io.nuzantara.conversation;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/** Times as people and programs write them. */
final class Moments {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIME = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)(Z|[+-]\\d{2}:\\d{2})?");
    private static final Instant EARLIEST = Instant.EPOCH;

    private Moments() {}

    /** An event; microseconds are kept, as PostgreSQL does. */
    static Instant event(String column, String text, ZoneId zone, Instant now) {
        var instant = instant(column, text, zone).truncatedTo(ChronoUnit.MICROS);
        if (instant.isBefore(EARLIEST)) {
            throw new RowRefused(column, RefusalCode.BAD_INSTANT);
        }
        if (instant.isAfter(now.plus(Duration.ofDays(1)))) {
            throw new RowRefused(column, RefusalCode.IN_THE_FUTURE);
        }
        return instant;
    }

    private static Instant instant(String column, String text, ZoneId zone) {
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
            var time = TIME.matcher(text.toUpperCase(Locale.ROOT));
            if (!time.matches()) {
                throw new RowRefused(column, RefusalCode.BAD_INSTANT);
            }
            var local = time.group(1) + "T" + time.group(2);
            return time.group(3) == null
                    ? LocalDateTime.parse(local).atZone(zone).toInstant()
                    : OffsetDateTime.parse(local + time.group(3)).toInstant();
        } catch (DateTimeException e) {
            throw new RowRefused(column, RefusalCode.BAD_INSTANT);
        }
    }

    /** A calendar date. */
    static LocalDate date(String column, String text) {
        try {
            var date = DATE.matcher(text).matches() ? LocalDate.parse(text) : LocalDate.MIN;
            if (date.getYear() < 1900 || date.getYear() > 2999) {
                throw new RowRefused(column, RefusalCode.BAD_DATE);
            }
            return date;
        } catch (DateTimeException e) {
            throw new RowRefused(column, RefusalCode.BAD_DATE);
        }
    }
}
