package io.nuzantara.dashboard.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.MessageSource;

/** Says things in the reader's language and the company's zone. */
record Wording(MessageSource messages, Locale locale, ZoneId zone, Instant now) {

    private static final String CLOCK = "HH:mm";

    String of(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    /** The words of a name that agents choose themselves: ours where we know it, else the name without its underscores. */
    String name(String prefix, String name) {
        var plain = name.replace('_', ' ');
        var known = messages.getMessage(prefix + "." + name, null, plain, locale);
        return known == null ? plain : known;
    }

    Moment moment(Instant time) {
        var local = time.atZone(zone);
        var today = local.toLocalDate().equals(now.atZone(zone).toLocalDate());
        var text = DateTimeFormatter.ofPattern(today ? CLOCK : "d MMM " + CLOCK, locale)
                .format(local);
        var full = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy HH:mm:ss z", locale)
                .format(local);
        return new Moment(time.toString(), text, full);
    }

    /** Day, date, time and zone of now. */
    Moment today() {
        var local = now.atZone(zone);
        var text = DateTimeFormatter.ofPattern("EEE d MMM HH:mm z", locale).format(local);
        return new Moment(now.toString(), text, text);
    }

    String greeting() {
        var hour = now.atZone(zone).getHour();
        return of(hour < 11 ? "today.morning" : hour < 18 ? "today.afternoon" : "today.evening");
    }

    /** A length of time in its one or two largest units. */
    String lasting(Duration duration) {
        if (duration.toSeconds() < 1) {
            return of("duration.moment");
        }
        if (duration.toMinutes() < 1) {
            return of("duration.seconds", duration.toSeconds());
        }
        return duration.toHours() < 1
                ? of("duration.minutes", duration.toMinutes(), duration.toSecondsPart())
                : of("duration.hours", duration.toHours(), duration.toMinutesPart());
    }

    String number(double value) {
        var format = java.text.NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(Math.abs(value) < 10 ? 2 : 0);
        return format.format(value);
    }
}
