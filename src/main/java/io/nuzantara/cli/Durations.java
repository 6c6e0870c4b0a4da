package io.nuzantara.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as people type them ({@code 30s}, {@code 5m}, {@code 90d}) and as they read them. */
class Durations implements ITypeConverter<Duration> {

    private static final Pattern TYPED = Pattern.compile("([0-9]{1,6})(ms|s|m|h|d)");

    @Override
    public Duration convert(String text) {
        var parts = TYPED.matcher(text);
        if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
            throw new TypeConversionException("'" + text + "' is no duration such as 30s, 5m, 2h or 90d");
        }
        var amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    static String words(Duration duration) {
        var seconds = duration.toMillis() / 1000.0;
        return seconds < 60
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : "%d min %02d s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }

    static String between(Instant start, @Nullable Instant end) {
        return end == null ? "" : words(Duration.between(start, end));
    }
}
