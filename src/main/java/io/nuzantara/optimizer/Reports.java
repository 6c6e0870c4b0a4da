package io.nuzantara.optimizer;

import io.nuzantara.alert.Alert;
import io.nuzantara.alert.Alerts;
import io.nuzantara.execution.Execution;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Keeps what an execution found and closes it with its figures; a dry run keeps nothing. */
@Component
class Reports {

    private static final String CAUSE = "finding:";

    private final FindingLedger findings;
    private final Proposals proposals;
    private final Analyses analyses;
    private final Alerts alerts;

    Reports(FindingLedger findings, Proposals proposals, Analyses analyses, Alerts alerts) {
        this.findings = findings;
        this.proposals = proposals;
        this.analyses = analyses;
        this.alerts = alerts;
    }

    /**
     * The end of an execution.
     *
     * @param proposals open ones, older ones too
     * @param unknown rules that could not be evaluated, with the reason
     */
    record Report(int findings, long critical, long proposals, Map<String, String> unknown) {
        Report {
            unknown = Map.copyOf(unknown);
        }
    }

    void keep(Execution execution, Checked checked) {
        if (isKept(execution)) {
            findings.record(execution.id(), execution.acceptedAt(), checked);
        }
    }

    void keep(Execution execution, CatalogCheck.Seen seen) {
        keep(execution, seen.checked());
        if (isKept(execution) && seen.checked().evaluated().contains(IndexRules.FOREIGN_KEY)) {
            proposals.replace(proposed(seen), execution.acceptedAt());
        }
    }

    /** A partitioned table takes no concurrent build: it is a finding only. */
    private static List<Proposal> proposed(CatalogCheck.Seen seen) {
        return Stream.concat(
                        seen.withoutIndex().stream()
                                .filter(key -> !key.partitioned())
                                .map(Proposal::forForeignKey),
                        seen.redundant().stream().map(Proposal::forRedundant))
                .toList();
    }

    Report close(Execution execution, Workload workload, Workload.Tally catalog) {
        var unknown = new TreeMap<>(workload.tally().unknown());
        unknown.putAll(catalog.unknown());
        var found = workload.tally().findings() + catalog.findings();
        var critical = workload.tally().critical() + catalog.critical();
        if (isKept(execution)) {
            var evaluated = Stream.concat(workload.tally().evaluated().stream(), catalog.evaluated().stream())
                    .toList();
            findings.resolve(execution.id(), execution.acceptedAt(), evaluated)
                    .forEach(fingerprint -> alerts.recover(CAUSE + fingerprint));
            findings.open().stream()
                    .filter(finding -> finding.severity() == Severity.CRITICAL)
                    .forEach(this::raise);
            analyses.save(execution.id(), execution.acceptedAt(), workload, unknown, found, critical);
        }
        return new Report(found, critical, proposals.openCount(), unknown);
    }

    private void raise(Performance.OpenFinding finding) {
        alerts.raise(new Alert(
                Alert.Severity.CRITICAL,
                CAUSE + finding.fingerprint(),
                "Performance: " + finding.subject(),
                finding.summary() + " (" + finding.rule() + ", since " + finding.firstSeen() + ")",
                "/"));
    }

    private static boolean isKept(Execution execution) {
        return !execution.parameters().flag("dry_run");
    }
}
