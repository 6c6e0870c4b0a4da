package io.nuzantara.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The beginning of a time span as people type it: {@code 2h} or {@code 7d} ago, a day, or an instant. */
record Since(String typed) {

    /** Reads what was typed. */
    static class Typed implements ITypeConverter<Since> {

        @Override
        public Since convert(String text) {
            try {
                var since = new Since(text);
                since.instant(Clock.systemUTC());
                return since;
            } catch (DateTimeException | TypeConversionException _) {
                throw new TypeConversionException(
                        "'" + text + "' is no time such as 2h, 7d, 2026-03-01 or 2026-03-01T10:00:00Z");
            }
        }
    }

    Instant instant(Clock clock) {
        if (typed.matches("\\d{4}-\\d{2}-\\d{2}")) {
            return LocalDate.parse(typed).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return typed.contains("T")
                ? OffsetDateTime.parse(typed).toInstant()
                : clock.instant().minus(new Durations().convert(typed));
    }
}
