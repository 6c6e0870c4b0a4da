package io.nuzantara.trainer.web;

import io.nuzantara.security.Problem;
import io.nuzantara.trainer.Analyses;
import io.nuzantara.trainer.Analysis;
import io.nuzantara.trainer.FeatureContrast;
import io.nuzantara.trainer.Proposal;
import io.nuzantara.trainer.Proposals;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the trainer found and proposes. */
@RestController
@RequestMapping("/api/trainer")
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class TrainerController {

    private static final int MOST = 200;
    private static final String UUID_TEXT = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final MediaType MARKDOWN = new MediaType("text", "markdown", StandardCharsets.UTF_8);
    private static final MediaType DIFF = new MediaType("text", "x-diff", StandardCharsets.UTF_8);

    private final Analyses analyses;
    private final Proposals proposals;

    TrainerController(Analyses analyses, Proposals proposals) {
        this.analyses = analyses;
        this.proposals = proposals;
    }

    /** Newest analyses first. */
    record AnalysisPage(List<Analysis> analyses) {}

    /** One analysis with the figures of each feature; the report is null while its execution is at work. */
    record AnalysisDetail(
            Analysis analysis,
            List<FeatureContrast> features,
            @Nullable String report) {}

    /** Newest proposals first. */
    record ProposalPage(List<Proposal> proposals) {}

    @GetMapping("/analyses")
    @PreAuthorize("hasAuthority('client:read-masked')")
    AnalysisPage analyses(@RequestParam(defaultValue = "20") String limit) {
        return new AnalysisPage(analyses.recent(checked(limit)));
    }

    @GetMapping("/analyses/{id}")
    @PreAuthorize("hasAuthority('client:read-masked')")
    AnalysisDetail analysis(@PathVariable String id) {
        var analysis = uuid(id, "analysis");
        return analyses.find(analysis)
                .map(found -> new AnalysisDetail(
                        found,
                        analyses.features(analysis),
                        analyses.report(analysis).orElse(null)))
                .orElseThrow(() -> unknown("analysis"));
    }

    @GetMapping("/proposals")
    @PreAuthorize("hasAuthority('client:read-masked')")
    ProposalPage proposals(@RequestParam(defaultValue = "20") String limit) {
        return new ProposalPage(proposals.recent(checked(limit)));
    }

    @GetMapping("/proposals/{id}")
    @PreAuthorize("hasAuthority('client:read-masked')")
    Proposal proposal(@PathVariable String id) {
        return proposals.find(uuid(id, "proposal")).orElseThrow(() -> unknown("proposal"));
    }

    /** The edit as {@code git apply} takes it. */
    @GetMapping("/proposals/{id}/diff")
    @PreAuthorize("hasAuthority('client:read-masked')")
    ResponseEntity<String> diff(@PathVariable String id) {
        return proposals
                .diff(uuid(id, "proposal"))
                .map(diff -> ResponseEntity.ok().contentType(DIFF).body(diff))
                .orElseThrow(() -> unknown("proposal"));
    }

    @GetMapping("/proposals/{id}/report")
    @PreAuthorize("hasAuthority('client:read-masked')")
    ResponseEntity<String> report(@PathVariable String id) {
        return proposals
                .report(uuid(id, "proposal"))
                .map(report -> ResponseEntity.ok().contentType(MARKDOWN).body(report))
                .orElseThrow(() -> unknown("proposal"));
    }

    private static int checked(String limit) {
        if (limit.matches("[1-9]\\d{0,2}") && Integer.parseInt(limit) <= MOST) {
            return Integer.parseInt(limit);
        }
        var range = "must be a whole number from 1 to %d".formatted(MOST);
        throw new Problem(
                HttpStatus.BAD_REQUEST,
                "parameter-invalid",
                "A parameter is not valid",
                "limit " + range + ".",
                List.of(new Problem.Invalid("limit", range)));
    }

    private static UUID uuid(String id, String what) {
        if (id.matches(UUID_TEXT)) {
            return UUID.fromString(id);
        }
        throw unknown(what);
    }

    private static Problem unknown(String what) {
        return new Problem(
                HttpStatus.NOT_FOUND,
                what + "-unknown",
                "There is no such " + what,
                "GET /api/trainer/%s lists what there is."
                        .formatted(what.equals("analysis") ? "analyses" : "proposals"));
    }
}
