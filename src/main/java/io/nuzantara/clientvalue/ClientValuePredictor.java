package io.nuzantara.clientvalue;

import io.nuzantara.execution.Agent;
import io.nuzantara.execution.AgentDescriptor;
import io.nuzantara.execution.Execution;
import io.nuzantara.execution.Outcome;
import io.nuzantara.nurture.Outreach;
import io.nuzantara.nurture.Outreach.Planned;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Scores every active client, then decides with nurture who deserves a message. */
@Component
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class ClientValuePredictor implements Agent {

    private static final AgentDescriptor DESCRIPTOR = new AgentDescriptor(
            "client_value_predictor",
            "Client Value Predictor",
            "Scores every active client by activity, says who is about to leave, and drafts whom to write to.",
            "0 0 10 * * *",
            9,
            Duration.ofMinutes(10),
            Duration.ofHours(2),
            Duration.ofHours(6),
            false,
            List.of(),
            List.of(),
            false);

    private final LegacyScores scores;
    private final ScoreTotals totals;
    private final Candidates candidates;
    private final Outreach outreach;
    private final Clock clock;

    ClientValuePredictor(
            LegacyScores scores, ScoreTotals totals, Candidates candidates, Outreach outreach, Clock clock) {
        this.scores = scores;
        this.totals = totals;
        this.candidates = candidates;
        this.outreach = outreach;
        this.clock = clock;
    }

    @Override
    public AgentDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Map<String, Long> backlog() {
        return totals.backlog(clock.instant());
    }

    @Override
    public Outcome run(Execution execution) {
        execution.phase("scoring clients");
        var scored = execution.stepInTransaction("score", Scored.class, () -> score(execution));
        var planned = execution.stepInTransaction("plan", Planned.class, () -> plan(execution));
        return new Outcome.Completed(message(scored, planned), result(scored, planned));
    }

    /**
     * What one scoring did.
     *
     * @param changed clients whose score, segment or risk differs from before
     */
    record Scored(int clients, int changed, ScoreTotals.Totals totals) {}

    private Scored score(Execution execution) {
        var clients = scores.score(execution.id(), execution.acceptedAt());
        scores.keepHistory(execution.id());
        var changed = scores.publish(execution.id());
        return new Scored(clients, changed, totals.of(execution.id()));
    }

    private Planned plan(Execution execution) {
        return outreach.plan(
                execution.id(), execution.acceptedAt(), candidates.of(execution.id(), execution.acceptedAt()));
    }

    private static String message(Scored scored, Planned planned) {
        if (scored.clients() == 0) {
            return "There is no active client to score yet: import clients first.";
        }
        return String.format(
                Locale.ENGLISH,
                "%,d clients scored: %,d VIP, %,d at high risk. %,d drafts wait for approval, nothing was sent.",
                scored.clients(),
                scored.totals().segments().getOrDefault("VIP", 0L),
                scored.totals().risks().getOrDefault("HIGH_RISK", 0L),
                planned.awaitingApproval());
    }

    private static Map<String, Object> result(Scored scored, Planned planned) {
        var result = new LinkedHashMap<String, Object>();
        result.put("clients_scored", scored.clients());
        result.put("awaiting_approval", planned.awaitingApproval());
        result.put("held", planned.held());
        result.put("vip_nurtured", 0);
        result.put("high_risk_contacted", 0);
        result.put("total_messages_sent", 0);
        result.put("errors", 0);
        result.put("message", message(scored, planned));
        result.put("scores_changed", scored.changed());
        result.put("method", "legacy");
        result.put("segments", scored.totals().segments());
        result.put("risks", scored.totals().risks());
        result.put("planned", planned.planned());
        result.put("refused", planned.refused());
        result.put("dry_run", true);
        return result;
    }
}
