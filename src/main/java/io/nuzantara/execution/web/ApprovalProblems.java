package io.nuzantara.execution.web;

import io.nuzantara.api.ApprovalView;
import io.nuzantara.security.Problem;
import org.springframework.http.HttpStatus;

/** The problems of approvals. */
final class ApprovalProblems {

    private ApprovalProblems() {}

    static Problem unknown() {
        return new Problem(
                HttpStatus.NOT_FOUND,
                "approval-unknown",
                "There is no such approval",
                "No approval has this id. GET /api/approvals lists those that wait.");
    }

    static Problem notAllowed(String permission) {
        return new Problem(
                HttpStatus.FORBIDDEN,
                "forbidden",
                "Not allowed",
                "This approval is decided by holders of the permission %s.".formatted(permission));
    }

    static Problem changed(ApprovalView approval) {
        return new Problem(
                        HttpStatus.CONFLICT,
                        "approval-changed",
                        "The content is not the one you saw",
                        "Nothing was decided. Read the approval again and decide about what it shows now.")
                .with("payload_hash", approval.payloadHash());
    }

    static Problem decided(ApprovalView approval) {
        var problem = new Problem(
                        HttpStatus.CONFLICT,
                        "approval-decided",
                        "The approval waits no longer",
                        "Nothing was changed: " + what(approval))
                .with("decision", approval.status());
        return approval.decidedBy() == null ? problem : problem.with("decided_by", approval.decidedBy());
    }

    private static String what(ApprovalView approval) {
        return switch (approval.status()) {
            case "expired" -> "nobody decided until %s.".formatted(approval.expiresAt());
            case "withdrawn" -> "the execution has ended.";
            default -> "%s %s it at %s.".formatted(approval.decidedBy(), approval.status(), approval.decidedAt());
        };
    }
}
