package io.nuzantara.trainer;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Ends an analysis: its final status, and its report written from what is stored. */
class StoreReport {

    private final Analyses analyses;
    private final Proposals proposals;
    private final JsonMapper json;

    StoreReport(Analyses analyses, Proposals proposals, JsonMapper json) {
        this.analyses = analyses;
        this.proposals = proposals;
        this.json = json;
    }

    /** Stores status, notes and reports; inside a transaction. The length of the report comes back. */
    int store(UUID analysis, Draft draft) {
        analyses.conclude(analysis, draft.status(), draft.notes());
        var proposal = draft.proposal();
        var report = report(analysis, proposal);
        analyses.report(analysis, report);
        if (proposal != null && draft.created()) {
            proposals.report(proposal, report);
        }
        return report.length();
    }

    /** The report as the stored record gives it. */
    String report(UUID analysis, @Nullable UUID id) {
        var proposal = id == null ? null : proposals.find(id).orElse(null);
        return TrainingReport.of(
                analyses.find(analysis).orElseThrow(),
                analyses.features(analysis),
                proposal,
                proposal == null ? List.of() : operations(proposal),
                id == null ? null : proposals.diff(id).orElse(null));
    }

    private List<PromptEdit.Operation> operations(Proposal proposal) {
        return json.readValue(proposal.operations(), new TypeReference<>() {});
    }
}
