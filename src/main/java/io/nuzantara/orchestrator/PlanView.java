package io.nuzantara.orchestrator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A decision: which agents run now, in this order, and which do not; each with its reason.
 *
 * @param decidedBy {@code rules}, {@code model} or {@code rules_after_model_failure}
 * @param snapshot what the decision was made from; the same snapshot gives the same plan by rules
 * @param eligible the agents that code allowed to run, most urgent first
 * @param rulePlan the agents that run by rules, in their order, whoever decided
 * @param asked what came of asking a language model; null when none was asked
 */
public record PlanView(
        String decidedBy,
        Snapshot snapshot,
        List<PlannedRun> runs,
        List<LeftOut> leftOut,
        List<Chance> eligible,
        List<String> rulePlan,
        @Nullable Asked asked) {

    static final String RULES = "rules";
    static final String MODEL = "model";
    static final String RULES_AFTER_MODEL = "rules_after_model_failure";

    public PlanView {
        runs = List.copyOf(runs);
        leftOut = List.copyOf(leftOut);
        eligible = List.copyOf(Objects.requireNonNullElse(eligible, List.of()));
        rulePlan = List.copyOf(Objects.requireNonNullElse(rulePlan, List.of()));
    }

    /** A plan that rules made. */
    public PlanView(String decidedBy, Snapshot snapshot, List<PlannedRun> runs, List<LeftOut> leftOut) {
        this(
                decidedBy,
                snapshot,
                runs,
                leftOut,
                List.of(),
                runs.stream().map(PlannedRun::agent).toList(),
                null);
    }

    /**
     * An agent that runs.
     *
     * @param parameters what its start carries; empty = its defaults
     * @param reasonCode {@code due}, {@code never_completed} or the name of what triggered it, e.g. {@code unscored_clients}
     * @param reason the same as a sentence with its numbers
     * @param urgency how far over its threshold the strongest trigger is, at most 10; 5 more when overdue
     * @param waitsFor agents of this plan that must complete before
     * @param why the model's own words, at most 300 characters: foreign text, only ever shown; null when rules decided
     */
    public record PlannedRun(
            String agent,
            String name,
            int priority,
            Map<String, Long> parameters,
            String reasonCode,
            String reason,
            double urgency,
            List<String> waitsFor,
            @Nullable String why) {

        public PlannedRun {
            parameters = new TreeMap<>(parameters);
            waitsFor = List.copyOf(waitsFor);
        }

        /** As rules planned it. */
        public PlannedRun(
                String agent,
                String name,
                int priority,
                Map<String, Long> parameters,
                String reasonCode,
                String reason,
                double urgency,
                List<String> waitsFor) {
            this(agent, name, priority, parameters, reasonCode, reason, urgency, waitsFor, null);
        }
    }

    /**
     * An agent that does not run.
     *
     * @param reasonCode {@code stopped}, {@code disabled}, {@code agents_unreachable}, {@code active}, {@code backing_off},
     *     {@code cooldown}, {@code dependency}, {@code budget}, {@code peak_hours}, {@code nothing_to_do}, {@code slots_full} or
     *     {@code left_by_model}
     * @param reason the same as a sentence with its numbers
     * @param until when the reason ends by itself; null when it does not
     * @param due whether its own schedule wanted it to run
     * @param why the model's own words, at most 300 characters: foreign text, only ever shown; null when it has said none
     */
    public record LeftOut(
            String agent,
            String name,
            String reasonCode,
            String reason,
            @Nullable Instant until,
            boolean due,
            @Nullable String why) {

        /** As code or rules left it out. */
        public LeftOut(
                String agent, String name, String reasonCode, String reason, @Nullable Instant until, boolean due) {
            this(agent, name, reasonCode, reason, until, due, null);
        }
    }

    /**
     * An agent that code allows to run.
     *
     * @param reasonCode its strongest cause
     * @param overdue whether no model may leave it out
     */
    public record Chance(String agent, double urgency, String reasonCode, boolean overdue) {}

    /**
     * What came of asking a language model.
     *
     * @param model the model that answered; null when none did
     * @param promptVersion version of the prompt it answered
     * @param cached whether an earlier answer to the same question was used
     * @param dropped how many entries of its answer named no eligible agent or one twice
     * @param costUsd what the answer cost, in USD
     * @param refusal why there was no answer to use, as a code; null when there was
     * @param sentence the same for people
     */
    public record Asked(
            @Nullable String model,
            @Nullable String promptVersion,
            boolean cached,
            int dropped,
            double costUsd,
            @Nullable String refusal,
            @Nullable String sentence) {}
}
