package io.nuzantara.optimizer;

import io.nuzantara.telemetry.Snapshots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What waits for the optimizer. */
@Component
class Backlog {

    private final Snapshots snapshots;
    private final Analyses analyses;
    private final Proposals proposals;
    private final Clock clock;

    Backlog(Snapshots snapshots, Analyses analyses, Proposals proposals, Clock clock) {
        this.snapshots = snapshots;
        this.analyses = analyses;
        this.proposals = proposals;
        this.clock = clock;
    }

    /**
     * {@code hours_since_snapshot}: since the last analysis, before the first since the oldest snapshot;
     * {@code unread_snapshots}: taken since then; {@code open_proposals}: waiting for a person.
     */
    Map<String, Long> counts() {
        var last = analyses.latest().map(Performance.Analysis::windowTo);
        var counts = new LinkedHashMap<String, Long>();
        last.or(snapshots::oldest).ifPresent(since -> counts.put("hours_since_snapshot", hoursSince(since)));
        counts.put("unread_snapshots", snapshots.countSince(last.orElse(Instant.EPOCH)));
        counts.put("open_proposals", proposals.openCount());
        return counts;
    }

    private long hoursSince(Instant since) {
        return Math.max(0, Duration.between(since, clock.instant()).toHours());
    }
}
