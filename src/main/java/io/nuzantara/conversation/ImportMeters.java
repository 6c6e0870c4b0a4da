package io.nuzantara.conversation;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import org.springframework.stereotype.Component;

/** Counts the rows of imports by source and outcome, for Micrometer. */
@Component
class ImportMeters {

    private static final String ROWS = "nuzantara.import.rows";
    private static final String SOURCE = "source";
    private static final int MOST_SOURCES = 50;

    /** Sources are named by people: only the first fifty are counted. */
    @Component
    static class SourceLimit implements MeterFilter {

        private final MeterFilter limit =
                MeterFilter.maximumAllowableTags(ROWS, SOURCE, MOST_SOURCES, MeterFilter.deny());

        @Override
        public MeterFilterReply accept(Meter.Id id) {
            return limit.accept(id);
        }
    }

    private final MeterRegistry registry;

    ImportMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** An import has ended; a trial stores nothing and counts nothing. */
    void stored(ImportOptions options, ImportTotals totals) {
        if (options.dryRun()) {
            return;
        }
        count(options.source(), "created", totals.created());
        count(options.source(), "updated", totals.updated());
        count(options.source(), "unchanged", totals.unchanged());
        count(options.source(), "refused", totals.refused());
    }

    private void count(String source, String outcome, long rows) {
        registry.counter(ROWS, SOURCE, source, "outcome", outcome).increment((double) rows);
    }
}
