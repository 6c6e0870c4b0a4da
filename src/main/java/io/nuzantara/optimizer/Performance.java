package io.nuzantara.optimizer;

import io.nuzantara.telemetry.Delta;
import io.nuzantara.telemetry.Endpoints;
import io.nuzantara.telemetry.Missing;
import io.nuzantara.telemetry.Snapshots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What is known about performance, for pages and API. */
@Component
public class Performance {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int PROPOSALS = 200;

    private final Snapshots snapshots;
    private final Endpoints endpoints;
    private final Analyses analyses;
    private final FindingLedger findings;
    private final Proposals proposals;
    private final CatalogCheck catalog;
    private final Clock clock;

    Performance(
            Snapshots snapshots,
            Endpoints endpoints,
            Analyses analyses,
            FindingLedger findings,
            Proposals proposals,
            CatalogCheck catalog,
            Clock clock) {
        this.snapshots = snapshots;
        this.endpoints = endpoints;
        this.analyses = analyses;
        this.findings = findings;
        this.proposals = proposals;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** The latest analysis, open findings by severity, open proposals, and what cannot be read, with the fix. */
    public Overview overview() {
        var open = findings.open();
        return new Overview(
                analyses.latest().orElse(null),
                open.size(),
                open.stream()
                        .filter(finding -> finding.severity() == Severity.CRITICAL)
                        .count(),
                proposals.openCount(),
                snapshots.latest().orElse(null),
                snapshots.missing());
    }

    /** What statements did in the time that ends now, largest total time first. */
    public Delta statements(Duration window) {
        var now = clock.instant();
        return snapshots.delta(now.minus(window), now);
    }

    /** Endpoints of the last hour. */
    public Endpoints.Window endpoints() {
        return endpoints.window(HOUR);
    }

    /** Open findings, worst first. */
    public List<OpenFinding> findings() {
        return findings.open();
    }

    /** The catalog as it is now, check by check. */
    public List<Check> health() {
        var checked = catalog.run().checked();
        return Check.of(checked);
    }

    /** The newest 200 proposals, open ones first. */
    public List<ProposalView> proposals() {
        return proposals.list(PROPOSALS);
    }

    /** One proposal with its proof. */
    public Optional<ProposalView> proposal(long id) {
        return proposals.find(id);
    }

    /**
     * Where performance stands.
     *
     * @param analysis the latest; null before the first
     */
    public record Overview(
            @Nullable Analysis analysis,
            int findings,
            long critical,
            long openProposals,
            @Nullable Instant latestSnapshot,
            List<Missing> missing) {
        public Overview {
            missing = List.copyOf(missing);
        }
    }

    /**
     * One finished analysis.
     *
     * @param coveragePct share of the window's time that could be read and explained; null when there was none
     * @param skipped statements left out, by reason
     * @param unknown rules that could not be evaluated, with the reason
     */
    public record Analysis(
            UUID executionId,
            Instant analysedAt,
            Instant windowFrom,
            Instant windowTo,
            int snapshots,
            int statementsAnalysed,
            double totalMs,
            @Nullable Double coveragePct,
            JsonNode skipped,
            JsonNode unknown,
            int findings,
            int critical) {}

    /**
     * A finding that its rule still finds.
     *
     * @param summary one sentence for people
     */
    public record OpenFinding(
            long id,
            String rule,
            Severity severity,
            String subject,
            String summary,
            JsonNode figures,
            String fingerprint,
            Instant firstSeen,
            Instant lastSeen) {}

    /**
     * A proposed change.
     *
     * @param definition the exact statement
     */
    public record ProposalView(
            long id,
            String kind,
            String tableName,
            String definition,
            String status,
            String risk,
            JsonNode proof,
            String explanation,
            @Nullable String prUrl,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy) {}

    /**
     * One check of the catalog.
     *
     * @param state {@code green}, {@code amber}, {@code red}, or {@code unknown} with the reason in {@code details}
     * @param details one sentence for each finding
     */
    public record Check(String check, String state, List<String> details) {
        public Check {
            details = List.copyOf(details);
        }

        static List<Check> of(Checked checked) {
            var known = checked.evaluated().stream().map(rule -> known(rule, checked.findings()));
            var unknown = checked.unknown().entrySet().stream()
                    .map(entry -> new Check(entry.getKey(), "unknown", List.of(entry.getValue())));
            return Stream.concat(known, unknown)
                    .sorted(Comparator.comparing(Check::check))
                    .toList();
        }

        private static Check known(String rule, List<Finding> findings) {
            var own = findings.stream()
                    .filter(finding -> finding.rule().equals(rule))
                    .toList();
            var red = own.stream().anyMatch(finding -> finding.severity().compareTo(Severity.HIGH) >= 0);
            var state = own.isEmpty() ? "green" : red ? "red" : "amber";
            return new Check(rule, state, own.stream().map(Check::sentence).toList());
        }

        private static String sentence(Finding finding) {
            Map<String, Object> figures = finding.figures();
            return finding.subject() + ": " + figures.getOrDefault("summary", "");
        }
    }
}
