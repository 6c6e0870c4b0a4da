package io.nuzantara.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a group of rules came to.
 *
 * @param evaluated rules that had what they need; only their findings can end
 * @param unknown rules that had not, with the reason
 */
record Checked(List<Finding> findings, List<String> evaluated, Map<String, String> unknown) {

    static final Checked NOTHING = new Checked(List.of(), List.of(), Map.of());

    Checked {
        findings = List.copyOf(findings);
        evaluated = List.copyOf(evaluated);
        unknown = Map.copyOf(unknown);
    }

    /** The rule was evaluated and found these. */
    static Checked found(String rule, List<Finding> findings) {
        return new Checked(findings, List.of(rule), Map.of());
    }

    static Checked found(String rule, Stream<Finding> findings) {
        return found(rule, findings.toList());
    }

    /** The rule could not be evaluated. */
    static Checked unknown(String rule, String reason) {
        return new Checked(List.of(), List.of(), Map.of(rule, reason));
    }

    Checked and(Checked other) {
        var allFindings = new ArrayList<>(findings);
        allFindings.addAll(other.findings);
        var allEvaluated = new ArrayList<>(evaluated);
        allEvaluated.addAll(other.evaluated);
        var allUnknown = new TreeMap<>(unknown);
        allUnknown.putAll(other.unknown);
        return new Checked(allFindings, allEvaluated, allUnknown);
    }

    long critical() {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.CRITICAL)
                .count();
    }
}
