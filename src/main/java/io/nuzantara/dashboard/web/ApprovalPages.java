package io.nuzantara.dashboard.web;

import io.nuzantara.api.ApprovalView;
import io.nuzantara.execution.Approvals;
import io.nuzantara.execution.Decided;
import io.nuzantara.execution.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What executions ask people, and the answers. */
@Controller
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class ApprovalPages {

    private static final int SHOWN = 20;
    private static final int LONGEST_NOTE = 1000;
    private static final List<String> NOTICES = List.of("approved", "rejected", "already", "changed", "unknown");

    private final Approvals approvals;
    private final AgentNames names;
    private final Words words;
    private final JsonMapper json;

    ApprovalPages(Approvals approvals, AgentNames names, Words words, JsonMapper json) {
        this.approvals = approvals;
        this.names = names;
        this.words = words;
        this.json = json.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
    }

    @GetMapping("/approvals")
    String list(
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "") String notice,
            @RequestParam(required = false) @Nullable UUID approval,
            Authentication reader,
            Locale locale,
            Model model) {
        var wording = words.in(locale);
        var waiting = approvals.page("pending", null, after, SHOWN);
        model.addAttribute(
                "page",
                new ApprovalsPage(
                        wording.number((double) approvals.pending()),
                        notice(notice, approval, wording),
                        waiting.stream().map(one -> line(one, reader, wording)).toList(),
                        waiting.size() < SHOWN
                                ? null
                                : "/approvals?after=" + waiting.getLast().approvalId()));
        return "dashboard/approvals";
    }

    /** Who was slower than somebody else is told than whom. */
    private @Nullable String notice(String notice, @Nullable UUID approval, Wording words) {
        var decided = approval == null ? Optional.<ApprovalView>empty() : approvals.find(approval);
        var by = decided.map(ApprovalView::decidedBy);
        if (notice.equals("already") && by.isPresent()) {
            return words.of(
                    "notice.already-by",
                    by.get(),
                    words.of("notice.word." + decided.get().status()));
        }
        return NOTICES.contains(notice) ? words.of("notice." + notice) : null;
    }

    private ApprovalsPage.Waiting line(ApprovalView approval, Authentication reader, Wording words) {
        return new ApprovalsPage.Waiting(
                approval.approvalId().toString(),
                approval.title(),
                names.of(approval.agentName(), words),
                approval.executionId().toString(),
                words.name("step", approval.step()),
                approval.permission(),
                words.moment(approval.createdAt()),
                words.moment(approval.expiresAt()),
                json.writeValueAsString(approval.payload()),
                approval.payloadHash(),
                permissions(reader).containsAll(List.of("approval:decide", approval.permission())));
    }

    @PostMapping("/approvals/{id}/decision")
    @PreAuthorize("hasAuthority('approval:decide')")
    String decide(
            @PathVariable UUID id,
            @RequestParam boolean approve,
            @RequestParam("payload_hash") String payloadHash,
            @RequestParam(defaultValue = "") String note,
            Authentication reader) {
        var verdict = new Verdict(approve, payloadHash, null, storable(note));
        return switch (approvals.decide(id, verdict, reader.getName(), permissions(reader))) {
            case Decided.Done(var approval) -> shown(approval.status());
            case Decided.Already(var approval) -> shown("already&approval=" + approval.approvalId());
            case Decided.Changed(var _) -> shown("changed");
            case Decided.NotAllowed(var permission) -> throw new AccessDeniedException(permission);
            case Decided.Unknown() -> shown("unknown");
        };
    }

    private static @Nullable String storable(String note) {
        var text = note.replace("\0", "").strip();
        return text.isEmpty() ? null : text.substring(0, Math.min(LONGEST_NOTE, text.length()));
    }

    private static String shown(String notice) {
        return "redirect:/approvals?notice=" + notice;
    }

    private static List<String> permissions(Authentication reader) {
        return reader.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .toList();
    }
}
