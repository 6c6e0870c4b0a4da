package io.nuzantara.execution.web;

import io.nuzantara.api.ApprovalPage;
import io.nuzantara.api.ApprovalView;
import io.nuzantara.execution.Approvals;
import io.nuzantara.execution.Decided;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What executions ask people, over HTTP. Reading is for everybody who may read executions; deciding is for people only. */
@RestController
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class ApprovalsController {

    private static final Set<String> STATUSES = Set.of("pending", "approved", "rejected", "expired", "withdrawn");

    private final Approvals approvals;

    ApprovalsController(Approvals approvals) {
        this.approvals = approvals;
    }

    /**
     * Approvals in one status.
     *
     * @param limit 1-200, 20 when absent
     * @param cursor {@code next_cursor} of the page before
     */
    @GetMapping("/api/approvals")
    @PreAuthorize("hasAuthority('execution:read')")
    ApprovalPage list(
            @RequestParam(defaultValue = "pending") String status,
            @RequestParam(required = false) @Nullable String agent,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        Filters.word("status", status, STATUSES);
        var most = Filters.limit(limit);
        return page(approvals.page(status, agent == null ? null : agent.replace('-', '_'), after(cursor), most), most);
    }

    private static @Nullable UUID after(@Nullable String cursor) {
        try {
            return cursor == null
                    ? null
                    : Ids.uuid(Cursors.read(cursor)).orElseThrow(() -> new IllegalArgumentException("no id"));
        } catch (IllegalArgumentException e) {
            throw Cursors.refused();
        }
    }

    private static ApprovalPage page(List<ApprovalView> found, int most) {
        var full = found.size() == most;
        return new ApprovalPage(
                true, found, full ? Cursors.write(found.getLast().approvalId().toString()) : null);
    }

    @GetMapping("/api/approvals/{id}")
    @PreAuthorize("hasAuthority('execution:read')")
    ApprovalView one(@PathVariable String id) {
        return approvals.find(uuid(id)).orElseThrow(ApprovalProblems::unknown);
    }

    /** Decides; the approval as it stands afterwards. */
    @PostMapping("/api/approvals/{id}/decision")
    @PreAuthorize("hasAuthority('approval:decide')")
    ApprovalView decide(@PathVariable String id, @RequestBody DecisionBody body, Authentication caller) {
        var permissions = caller.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .toList();
        return switch (approvals.decide(uuid(id), body.verdict(), caller.getName(), permissions)) {
            case Decided.Done(var approval) -> approval;
            case Decided.Already(var approval) -> throw ApprovalProblems.decided(approval);
            case Decided.Changed(var approval) -> throw ApprovalProblems.changed(approval);
            case Decided.NotAllowed(var permission) -> throw ApprovalProblems.notAllowed(permission);
            case Decided.Unknown() -> throw ApprovalProblems.unknown();
        };
    }

    private static UUID uuid(String id) {
        return Ids.uuid(id).orElseThrow(ApprovalProblems::unknown);
    }
}
