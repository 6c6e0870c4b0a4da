package io.nuzantara.dashboard.web;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The words of the pages, for each reader. */
@Component
class Words {

    private final MessageSource messages;
    private final ZoneId zone;
    private final Clock clock;

    Words(MessageSource messages, @Value("${nuzantara.zone}") ZoneId zone, Clock clock) {
        this.messages = messages;
        this.zone = zone;
        this.clock = clock;
    }

    /** For a reader of this language, now. */
    Wording in(Locale locale) {
        return new Wording(messages, locale, zone, clock.instant());
    }
}
