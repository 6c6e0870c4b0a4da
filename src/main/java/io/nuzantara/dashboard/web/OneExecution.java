package io.nuzantara.dashboard.web;

import io.nuzantara.api.ExecutionView;
import io.nuzantara.api.ItemPage;
import io.nuzantara.dashboard.web.ExecutionPage.EffectLine;
import io.nuzantara.dashboard.web.ExecutionPage.EventLine;
import io.nuzantara.dashboard.web.ExecutionPage.FailedItem;
import io.nuzantara.dashboard.web.ExecutionPage.ItemProgress;
import io.nuzantara.dashboard.web.ExecutionPage.Pair;
import io.nuzantara.dashboard.web.ExecutionPage.StepLine;
import io.nuzantara.execution.ExecutionItems;
import io.nuzantara.execution.Timeline;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Tells one execution in words. */
@Component
class OneExecution {

    private static final int FAILED_ITEMS_SHOWN = 50;
    private static final int EVENTS_SHOWN = 200;

    private final AgentNames names;
    private final ExecutionItems items;
    private final Timeline timeline;
    private final JsonMapper json;

    OneExecution(AgentNames names, ExecutionItems items, Timeline timeline, JsonMapper json) {
        this.names = names;
        this.items = items;
        this.timeline = timeline;
        this.json = json.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
    }

    ExecutionPage tell(ExecutionView execution, @Nullable String notice, ExecutionPage.Actions actions, Wording words) {
        var end = execution.completedAt();
        return new ExecutionPage(
                ExecutionRow.of(execution, names.of(execution.agentName(), words), words),
                !execution.isFinal(),
                notice,
                actions,
                execution.requestedBy(),
                end == null ? null : words.moment(end),
                execution.errorCode() == null ? null : words.name("failure", execution.errorCode()),
                execution.degradedReasons().stream()
                        .map(reason -> words.name("degraded", reason))
                        .toList(),
                progress(execution.progress(), words),
                execution.result() == null ? List.of() : Figure.allOf(execution.result(), words),
                facts(execution, words),
                execution.steps().stream().map(step -> line(step, words)).toList(),
                failed(execution, words),
                execution.effects().stream().map(OneExecution::line).toList(),
                timeline.newest(execution.executionId(), EVENTS_SHOWN).stream()
                        .map(event -> line(event, words))
                        .toList(),
                json.writeValueAsString(execution));
    }

    private static EffectLine line(ExecutionView.Effect effect) {
        return new EffectLine(
                effect.kind(),
                effect.key(),
                effect.status(),
                effect.externalId(),
                effect.status().equals("unknown"));
    }

    private static @Nullable ItemProgress progress(ExecutionView.Progress progress, Wording words) {
        if (progress.total() == 0) {
            return null;
        }
        var said = words.of(
                "execution.progress",
                words.number((double) progress.done()),
                words.number((double) progress.total()),
                words.number((double) progress.failed()));
        return new ItemProgress(said, progress.done() + progress.failed(), progress.total());
    }

    private static List<Pair> facts(ExecutionView execution, Wording words) {
        var facts = new ArrayList<Pair>();
        var state = execution.state();
        if (state.queuePosition() != null) {
            facts.add(new Pair(words.of("execution.queue"), words.number((double) state.queuePosition())));
        }
        facts.add(new Pair(words.of("execution.attempts"), words.number(state.attempts())));
        if (state.node() != null) {
            facts.add(new Pair(words.of("execution.node"), state.node()));
        }
        var cost = execution.cost();
        if (cost.tokens() > 0 || new BigDecimal(cost.amount()).signum() > 0) {
            facts.add(new Pair(
                    words.of("execution.cost"),
                    words.of("execution.cost-of", cost.amount(), cost.currency(), words.number((double)
                            cost.tokens()))));
        }
        execution.parameters().forEach((name, value) -> facts.add(new Pair(name, String.valueOf(value))));
        return facts;
    }

    private static StepLine line(ExecutionView.Step step, Wording words) {
        var end = step.finishedAt();
        return new StepLine(
                State.of(step.status(), false, words),
                words.name("step", step.name()),
                words.moment(step.startedAt()),
                end == null ? null : words.lasting(Duration.between(step.startedAt(), end)));
    }

    private List<FailedItem> failed(ExecutionView execution, Wording words) {
        return execution.progress().failed() == 0
                ? List.of()
                : items.page(execution.executionId(), "failed", 0, FAILED_ITEMS_SHOWN).stream()
                        .map(item -> line(item, words))
                        .toList();
    }

    private static FailedItem line(ItemPage.Item item, Wording words) {
        var code = item.errorCode() == null ? "" : words.name("item", item.errorCode());
        return new FailedItem(
                words.name("item.kind", item.kind()),
                item.key(),
                item.error() == null ? code : item.error(),
                words.of("execution.tried", item.attempts()));
    }

    private static EventLine line(Timeline.Entry event, Wording words) {
        return new EventLine(words.moment(event.at()), words.name("event", event.kind()), facts(event.data()));
    }

    private static String facts(Map<String, Object> data) {
        return data.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(fact -> fact.getKey().replace('_', ' ') + " " + fact.getValue())
                .collect(Collectors.joining(", "));
    }
}
