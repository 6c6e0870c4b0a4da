package io.nuzantara.nurture;

import java.util.LinkedHashMap;
import java.util.Map;

/** May this client be written to? A pure decision; the gates are looked at in a fixed order and the first that refuses is the reason. */
final class OutreachPolicy {

    private OutreachPolicy() {}

    /** What was decided about one candidate. */
    sealed interface Decision {

        /** The draft waits for a person. */
        record AwaitApproval() implements Decision {}

        /** The day's number is used up; the candidate competes again tomorrow. */
        record Held() implements Decision {}

        /** This client cannot be written to. */
        record Never(String code) implements Decision {}

        /** The decision as the table says it. */
        default String word() {
            return switch (this) {
                case AwaitApproval() -> "wait";
                case Held() -> "wait";
                case Never(var code) -> "never";
            };
        }

        /** The reason as the table says it. */
        default String code() {
            return switch (this) {
                case AwaitApproval() -> "needs_approval";
                case Held() -> "daily_budget";
                case Never(var code) -> code;
            };
        }
    }

    static Decision decide(Candidate candidate, boolean withinDailyCap) {
        if (candidate.phone() == null) {
            return new Decision.Never("number_missing");
        }
        return withinDailyCap ? new Decision.AwaitApproval() : new Decision.Held();
    }

    /** What each gate says; consent is not recorded here yet and unknown consent never counts as given. */
    static Map<String, String> gates(Candidate candidate) {
        var gates = new LinkedHashMap<String, String>();
        gates.put("number", candidate.phone() == null ? "number_missing" : "passed");
        gates.put("consent", "unknown");
        gates.put("approval", "needs_approval");
        gates.put("sender", "dry_run");
        return gates;
    }
}
