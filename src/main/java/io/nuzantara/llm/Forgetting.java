package io.nuzantara.llm;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/** Removes answers that are kept no longer, from cache and quarantine. */
class Forgetting {

    private final JdbcClient jdbc;
    private final Clock clock;

    Forgetting(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Scheduled(fixedRateString = "PT1H", initialDelayString = "PT15M")
    void apply() {
        jdbc.sql("DELETE FROM llm_cache WHERE created_at <= :until")
                .param("until", before(AnswerCache.KEPT))
                .update();
        jdbc.sql("DELETE FROM llm_quarantine WHERE at <= :until")
                .param("until", before(Quarantine.KEPT))
                .update();
    }

    private OffsetDateTime before(TemporalAmount kept) {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).minus(kept);
    }
}
