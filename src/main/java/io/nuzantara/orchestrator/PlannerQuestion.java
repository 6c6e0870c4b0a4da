package io.nuzantara.orchestrator;

import io.nuzantara.llm.Caller;
import io.nuzantara.llm.JsonSchema;
import io.nuzantara.llm.Prompt;
import io.nuzantara.llm.Purpose;
import io.nuzantara.llm.Question;
import io.nuzantara.llm.Shape;
import io.nuzantara.orchestrator.Verdict.Eligible;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The question to a model: numbers, times and ids of ours, nothing that a client or a log could have written. */
final class PlannerQuestion {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final int MOST_TOKENS = 1_024;
    private static final int LONGEST_REASON = 300;
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_.]{0,127}");
    private static final Set<String> STATUSES =
            Set.of("started", "running", "waiting_approval", "completed", "failed", "cancelled");

    private PlannerQuestion() {}

    static Question of(Grounds grounds, Prompt prompt, ZoneId zone) {
        return new Question(
                Purpose.DECISION,
                prompt,
                input(grounds, zone),
                schema(grounds.ids()),
                new Caller("orchestrator", null),
                MOST_TOKENS,
                WITHIN);
    }

    private static JsonSchema schema(List<String> ids) {
        var entry = Shape.fields().with("agent", Shape.choice(ids)).with("why", Shape.text(LONGEST_REASON));
        return JsonSchema.of(
                "cycle_plan",
                Shape.fields().with("run", Shape.list(ids.size(), entry)).with("leave", Shape.list(ids.size(), entry)));
    }

    private static ObjectNode input(Grounds grounds, ZoneId zone) {
        var input = JSON.objectNode();
        var local = grounds.snapshot().observedAt().atZone(zone);
        input.put("hour", local.getHour());
        input.put("weekday", local.getDayOfWeek().getValue());
        input.put("at_once", grounds.settings().atOnce());
        var metrics = input.putObject("metrics");
        grounds.snapshot().metrics().stream()
                .filter(reading -> isId(reading.id()))
                .forEach(reading -> put(metrics, reading.id(), reading.value()));
        var agents = input.putArray("eligible");
        grounds.eligible()
                .forEach(eligible ->
                        agents.add(agent(eligible, grounds.snapshot().observedAt())));
        return input;
    }

    private static void put(ObjectNode node, String name, @Nullable Double value) {
        if (value == null) {
            node.putNull(name);
        } else {
            node.put(name, value);
        }
    }

    private static ObjectNode agent(Eligible eligible, Instant now) {
        var agent = eligible.agent();
        var node = JSON.objectNode();
        node.put("agent", agent.id());
        node.put("priority", agent.priority());
        node.put("urgency", eligible.urgency());
        node.put("cause", eligible.cause().code());
        node.put("overdue", agent.isOverdue());
        node.put("heavy", agent.heavy());
        node.put("usual_minutes", agent.usualDuration().toMinutes());
        node.put("usual_cost_usd", agent.usualCost());
        put(node, "minutes_since_start", minutesSince(agent.lastStartedAt(), now));
        var status = agent.lastStatus();
        node.put("last_status", status != null && STATUSES.contains(status) ? status : "none");
        var needs = node.putArray("needs");
        agent.dependencies().stream().filter(PlannerQuestion::isId).forEach(needs::add);
        return node;
    }

    private static @Nullable Double minutesSince(@Nullable Instant start, Instant now) {
        return start == null ? null : (double) Duration.between(start, now).toMinutes();
    }

    private static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
