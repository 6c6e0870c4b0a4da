package io.nuzantara.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTests {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-25T03:00:00Z"), ZoneOffset.UTC);
    private static final Duration UNSAID = Duration.ofSeconds(60);

    private final RetryAfter retryAfter = new RetryAfter(NOW, Duration.ofMinutes(5));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "90                            | PT1M30S | PT1M30S",
                "' 7 '                         | PT7S    | PT7S",
                "0                             | PT0S    | PT1M",
                "301                           | PT5M    | PT5M",
                "99999999999999999999          | PT5M    | PT5M",
                "Wed, 25 Nov 2026 03:02:00 GMT | PT2M    | PT2M",
                "Fri, 01 Jan 2100 00:00:00 GMT | PT5M    | PT5M",
                "Sat, 01 Jan 2000 00:00:00 GMT | PT0S    | PT1M",
                "-7                            | -       | PT1M",
                "1.5                           | -       | PT1M",
                "soon                          | -       | PT1M",
                "''                            | -       | PT1M",
                "-                             | -       | PT1M"
            })
    void aWishIsSecondsOrADateAndBounded(@Nullable String header, @Nullable Duration wish, Duration orUnsaid) {
        assertThat(retryAfter.read(header).orElse(null)).isEqualTo(wish);
        assertThat(retryAfter.readOr(UNSAID, header)).isEqualTo(orUnsaid);
    }
}
