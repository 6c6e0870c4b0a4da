package io.nuzantara.trainer;

import io.nuzantara.database.DataDirectory;
import io.nuzantara.execution.Agent;
import io.nuzantara.execution.AgentDescriptor;
import io.nuzantara.execution.Execution;
import io.nuzantara.execution.Outcome;
import io.nuzantara.execution.ParameterSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * Finds out what well rated conversations did that badly rated ones did not, and drafts the smallest edit of the prompt
 * that follows from it.
 */
@Component
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class ConversationTrainer implements Agent {

    private static final String DAYS_BACK = "days_back";
    private static final AgentDescriptor DESCRIPTOR = new AgentDescriptor(
            "conversation_trainer",
            "Conversation Trainer",
            "Compares well and badly rated conversations and drafts a minimal edit of the system prompt.",
            "0 0 4 * * SUN",
            8,
            Duration.ofMinutes(15),
            Duration.ofHours(2),
            Duration.ofHours(24),
            false,
            List.of(),
            List.of(new ParameterSpec.WholeNumber(
                    DAYS_BACK, "days of ratings to look at; widened when there are too few", 7, 1, 365)),
            false);

    private final ExamineRatings examine;
    private final DraftEdit drafting;
    private final StoreReport reports;
    private final Proposals proposals;
    private final RatedConversations conversations;
    private final TrainerSettings settings;
    private final DataDirectory data;

    ConversationTrainer(
            ExamineRatings examine,
            DraftEdit drafting,
            StoreReport reports,
            Proposals proposals,
            RatedConversations conversations,
            TrainerSettings settings,
            DataDirectory data) {
        this.examine = examine;
        this.drafting = drafting;
        this.reports = reports;
        this.proposals = proposals;
        this.conversations = conversations;
        this.settings = settings;
        this.data = data;
    }

    @Override
    public AgentDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Outcome run(Execution execution) {
        execution.phase("comparing well and badly rated conversations");
        var days = Math.toIntExact(execution.parameters().number(DAYS_BACK));
        var examination = execution.stepInTransaction(
                "examine", Examination.class, () -> examine.examine(execution.id(), execution.acceptedAt(), days));
        execution.phase("drafting the edit of the prompt");
        var draft = execution.stepInTransaction("draft", Draft.class, () -> draft(examination));
        if (draft.created()) {
            execution.step("patch", String.class, () -> writePatch(draft));
        }
        execution.stepInTransaction("report", Integer.class, () -> reports.store(examination.analysis(), draft));
        var message = TrainingMessage.of(examination, draft, settings);
        return new Outcome.Completed(message, result(examination, draft, message));
    }

    private Draft draft(Examination examination) {
        var drivers = examination.addressable();
        return drivers.isEmpty()
                ? new Draft(examination.status(), null, false, null, 0, List.of())
                : drafting.draft(examination.analysis(), drivers);
    }

    private String writePatch(Draft draft) {
        var name = Objects.requireNonNull(draft.patchFile());
        var diff = proposals.diff(Objects.requireNonNull(draft.proposal())).orElseThrow();
        data.directory(String.valueOf(Path.of(name).getParent()));
        data.writePrivate(name, diff);
        return name;
    }

    private Map<String, Object> result(Examination examination, Draft draft, String message) {
        var result = new LinkedHashMap<String, Object>();
        result.put("insights_found", examination.drivers().size());
        result.put("improved_prompt_chars", draft.promptChars());
        result.put("pr_branch", null);
        result.put("message", examination.high() == 0 ? TrainingMessage.NO_HIGH : message);
        result.put("status", draft.status());
        result.put("n_rated", examination.rated());
        result.put("n_high", examination.high());
        result.put("n_low", examination.low());
        result.put("coverage", examination.coverage());
        result.put("window_days", examination.windowDays());
        result.put("drivers", examination.drivers());
        result.put("analysis_id", examination.analysis());
        result.put("proposal_id", draft.proposal());
        result.put("pr_url", null);
        result.put("patch_file", draft.patchFile());
        return result;
    }

    @Override
    public Map<String, Long> backlog() {
        var unexamined = conversations.unexamined(settings.thresholds());
        return Map.of(
                "unexamined_ratings_high", unexamined.high(),
                "unexamined_ratings_low", unexamined.low(),
                "unexamined_ratings", unexamined.total(),
                "open_proposals", proposals.open());
    }
}
