package io.nuzantara.orchestrator;

import io.nuzantara.llm.LanguageModel;
import io.nuzantara.llm.Prompt;
import io.nuzantara.llm.Purpose;
import io.nuzantara.llm.Refusal;
import io.nuzantara.llm.Reply;
import io.nuzantara.orchestrator.PlanView.Asked;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a language model order the agents that may run. Its answer is a wish: code keeps the agents it knows, once each, and
 * everything else stays with code. Without a model, or without an answer that can be used, rules decide.
 */
final class LlmPlanner implements Planner {

    private static final Logger log = LoggerFactory.getLogger(LlmPlanner.class);

    private final LanguageModel model;
    private final Prompt prompt;
    private final OrchestratorSettings settings;
    private final ZoneId zone;

    LlmPlanner(LanguageModel model, Prompt prompt, OrchestratorSettings settings, ZoneId zone) {
        this.model = model;
        this.prompt = prompt;
        this.settings = settings;
        this.zone = zone;
    }

    @Override
    public PlanView plan(Snapshot snapshot, boolean personal) {
        var grounds = Grounds.of(snapshot, settings, zone, personal);
        return grounds.eligible().isEmpty() || model.model(Purpose.DECISION).isEmpty()
                ? grounds.byRules()
                : asked(grounds);
    }

    private PlanView asked(Grounds grounds) {
        var question = PlannerQuestion.of(grounds, prompt, zone);
        Reply reply;
        try {
            reply = model.ask(question);
        } catch (RuntimeException e) {
            return broken(grounds, e);
        }
        return switch (reply) {
            case Reply.Answered answered -> answered(grounds, answered);
            case Reply.Refused(var why, var sentence, var _) -> refused(grounds, why, sentence);
        };
    }

    /** Ours is wrong, not the model: its cache or its ledger, say. No reason to lose a cycle. */
    private PlanView broken(Grounds grounds, RuntimeException e) {
        if (e instanceof Pause.Interrupted || Thread.currentThread().isInterrupted()) {
            throw e instanceof Pause.Interrupted interrupted ? interrupted : new Pause.Interrupted(e);
        }
        log.warn("The model could not be asked; rules decide", e);
        return grounds.byRulesAfter(
                notAnswered("broken", "The question could not be brought to the model; the log says why."));
    }

    private Asked notAnswered(String code, String sentence) {
        return new Asked(null, prompt.version(), false, 0, 0, code, sentence);
    }

    private static PlanView answered(Grounds grounds, Reply.Answered answer) {
        return Wish.read(answer.content(), grounds.ids())
                .map(wish -> grounds.byModel(wish, asked(answer, wish.dropped(), null)))
                .orElseGet(() -> grounds.byRulesAfter(asked(answer, 0, Refusal.UNFIT_ANSWER)));
    }

    private static Asked asked(Reply.Answered answer, int dropped, @Nullable Refusal refusal) {
        return new Asked(
                answer.model(),
                answer.promptVersion(),
                answer.cached(),
                dropped,
                answer.usage().cost().doubleValue(),
                refusal == null ? null : code(refusal),
                refusal == null ? null : "The model's answer names no agent that may run.");
    }

    /** A stopping process asks again after its next start. */
    private PlanView refused(Grounds grounds, Refusal why, String sentence) {
        if (why == Refusal.INTERRUPTED) {
            throw new Pause.Interrupted(new InterruptedException(sentence));
        }
        return why == Refusal.NO_MODEL ? grounds.byRules() : grounds.byRulesAfter(notAnswered(code(why), sentence));
    }

    private static String code(Refusal refusal) {
        return refusal.name().toLowerCase(Locale.ROOT);
    }
}
