package io.nuzantara.orchestrator;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether an agent may run in this cycle, always with its reason. */
sealed interface Verdict {

    AgentFacts agent();

    /**
     * It may run.
     *
     * @param cause the strongest cause
     * @param reason every cause that holds, as a sentence
     * @param due whether its own schedule wanted it to run, also where another cause is stronger
     */
    record Eligible(AgentFacts agent, Cause cause, String reason, boolean due) implements Verdict {

        double urgency() {
            return cause.urgency() + (agent.isOverdue() ? 5 : 0);
        }
    }

    /**
     * It must not, or need not.
     *
     * @param until when the reason ends by itself; null when it does not
     * @param due whether its own schedule wanted it to run
     */
    record Left(
            AgentFacts agent,
            Code code,
            String reason,
            @Nullable Instant until,
            boolean due) implements Verdict {

        PlanView.LeftOut view() {
            return new PlanView.LeftOut(agent.id(), agent.name(), code.code(), reason, until, due);
        }
    }

    /** Why an agent is left out, in the order in which the reasons are looked at. */
    enum Code {
        STOPPED,
        DISABLED,
        AGENTS_UNREACHABLE,
        ACTIVE,
        BACKING_OFF,
        COOLDOWN,
        DEPENDENCY,
        BUDGET,
        PEAK_HOURS,
        NOTHING_TO_DO,
        SLOTS_FULL,
        LEFT_BY_MODEL;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
