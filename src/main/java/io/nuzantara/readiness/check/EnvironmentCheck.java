package io.nuzantara.readiness.check;

import io.nuzantara.environment.EnvironmentFindings;
import io.nuzantara.environment.Finding;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the variables can be read, are meant for us and suffice for the role. */
final class EnvironmentCheck implements Check {

    private final Site site;

    EnvironmentCheck(Site site) {
        this.site = site;
    }

    @Override
    public String id() {
        return "environment";
    }

    @Override
    public Group group() {
        return Group.SETTINGS;
    }

    @Override
    public Verdict run() {
        var findings = EnvironmentFindings.of(site.settings()).stream().map(EnvironmentCheck::verdict);
        return Verdict.of(Stream.concat(findings, Stream.of(optional())).toList());
    }

    private static Verdict verdict(Finding finding) {
        var fix = finding.fix().isEmpty() ? "unset " + finding.variable() : finding.variable() + ": " + finding.fix();
        return switch (finding.severity()) {
            case FAIL -> new Verdict.Fail(finding.sentence(), fix);
            case WARN, INFO -> new Verdict.Warn(finding.sentence(), fix);
        };
    }

    /** Working without keys is how a first day looks; in production it deserves a look. */
    private Verdict optional() {
        var unset = EnvironmentFindings.optional(site.settings());
        if (unset.isEmpty()) {
            return new Verdict.Pass("Everything that can be set is set.");
        }
        var says = unset.stream().map(Finding::sentence).collect(Collectors.joining(" "));
        return site.isProduction()
                ? new Verdict.Warn(says, "Set what is wanted: %s".formatted(names(unset)))
                : new Verdict.Pass(says);
    }

    private static String names(List<Finding> unset) {
        return unset.stream().map(Finding::variable).collect(Collectors.joining(", "));
    }
}
