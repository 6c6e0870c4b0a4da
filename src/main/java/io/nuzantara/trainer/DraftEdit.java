package io.nuzantara.trainer;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** Turns decided drivers into a minimal edit of the current prompt, by rules and without a model. */
class DraftEdit {

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE.withZone(ZoneOffset.UTC);
    private static final String NO_PROMPT =
            "No prompt file is set, so there is no patch: set nuzantara.trainer.prompt-path to the current prompt.";

    private final Proposals proposals;
    private final TrainerSettings settings;
    private final MessageLanguage language;
    private final JsonMapper json;
    private final Supplier<UUID> ids;
    private final Clock clock;

    DraftEdit(
            Proposals proposals,
            TrainerSettings settings,
            MessageLanguage language,
            JsonMapper json,
            Supplier<UUID> ids,
            Clock clock) {
        this.proposals = proposals;
        this.settings = settings;
        this.language = language;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /** Drafts the edit for the drivers, the strongest first, and stores it unless it is known; inside a transaction. */
    Draft draft(UUID analysis, List<Examination.Driver> drivers) {
        var path = settings.promptPath();
        if (path == null || path.isBlank()) {
            return Draft.without(Status.NOT_EVALUATED, NO_PROMPT);
        }
        return switch (PromptFile.read(path)) {
            case PromptFile.Unreadable(var reason) -> Draft.without(Status.CHECK_FAILED, reason);
            case PromptFile.Found prompt -> drafted(analysis, prompt, drivers);
        };
    }

    private Draft drafted(UUID analysis, PromptFile.Found prompt, List<Examination.Driver> drivers) {
        var notes = new ArrayList<String>();
        var rules = new ArrayList<Rule>();
        for (var driver : drivers) {
            Rule.of(driver.feature(), driver.direction())
                    .ifPresentOrElse(
                            rules::add,
                            () -> notes.add("no_rule: %s %s".formatted(driver.feature(), driver.direction())));
        }
        var edit = PromptEdit.of(prompt.text(), rules, languageOf(prompt.text()));
        edit.refused().forEach(refused -> notes.add("%s: %s".formatted(refused.code(), refused.feature())));
        return edit.operations().isEmpty()
                ? new Draft(Status.CHECK_FAILED.code(), null, false, null, 0, notes)
                : stored(analysis, prompt, edit, notes);
    }

    private String languageOf(String prompt) {
        var guess = language.of(prompt);
        return guess != null && Rule.LANGUAGES.contains(guess) ? guess : "en";
    }

    private Draft stored(UUID analysis, PromptFile.Found prompt, PromptEdit edit, List<String> notes) {
        var diff = UnifiedPatch.of(prompt.path(), prompt.text(), edit.text());
        var hash = UnifiedPatch.hash(diff);
        var known = proposals.ofDiff(hash).orElse(null);
        if (known != null) {
            return draft(known, Status.ALREADY_OPEN, false, notes);
        }
        var proposal = proposal(analysis, prompt, edit, hash);
        proposals.save(proposal, diff);
        return draft(proposal, Status.NOT_EVALUATED, true, notes);
    }

    private Proposal proposal(UUID analysis, PromptFile.Found prompt, PromptEdit edit, String hash) {
        var now = clock.instant();
        return new Proposal(
                ids.get(),
                analysis,
                prompt.path(),
                UnifiedPatch.blobId(prompt.text()),
                json.writeValueAsString(edit.operations()),
                hash,
                "NOT_EVALUATED",
                Status.NOT_EVALUATED.code(),
                edit.text().length(),
                "proposals/prompt-improvement-%s-%s.patch".formatted(DAY.format(now), hash.substring(0, 8)),
                null,
                null,
                now);
    }

    private static Draft draft(Proposal proposal, Status status, boolean created, List<String> notes) {
        return new Draft(status.code(), proposal.id(), created, proposal.patchFile(), proposal.promptChars(), notes);
    }
}
