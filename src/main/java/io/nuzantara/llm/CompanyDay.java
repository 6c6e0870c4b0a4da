package io.nuzantara.llm;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Which day it is where the company is: the day that money is counted by. */
@Component
class CompanyDay {

    private final Clock clock;
    private final ZoneId zone;

    CompanyDay(Clock clock, @Value("${nuzantara.zone:Asia/Makassar}") ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return of(clock.instant());
    }

    LocalDate of(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }
}
