package io.nuzantara.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a start from query and body, and checks them against what the agent takes. */
public final class ParameterReader {

    /** The parameters, or every reason why they are refused. */
    public sealed interface Reading {
        record Read(Parameters parameters) implements Reading {}

        record Refused(List<Refusal> refusals) implements Reading {
            public Refused {
                refusals = List.copyOf(refusals);
            }
        }
    }

    /**
     * Why a parameter is refused.
     *
     * @param conflict true when query and body differ, false when the value itself is wrong
     */
    public record Refusal(String name, String reason, boolean conflict) {}

    private final AgentDescriptor agent;
    private final List<Refusal> refusals = new ArrayList<>();

    private ParameterReader(AgentDescriptor agent) {
        this.agent = agent;
    }

    /**
     * Reads the parameters of one start.
     *
     * @param query values by name, each as often as it was given
     * @param body the JSON object, or null
     */
    public static Reading read(
            AgentDescriptor agent, Map<String, List<String>> query, @Nullable Map<String, Object> body) {
        return new ParameterReader(agent).read(query, body == null ? Map.of() : body);
    }

    private Reading read(Map<String, List<String>> query, Map<String, Object> body) {
        query.keySet().forEach(this::refuseUnknown);
        body.keySet().stream().filter(name -> !query.containsKey(name)).forEach(this::refuseUnknown);
        var values = new TreeMap<String, Object>();
        for (var spec : agent.parameters()) {
            var value = value(spec, query.get(spec.name()), body.get(spec.name()));
            if (value != null) {
                values.put(spec.name(), value);
            }
        }
        return refusals.isEmpty() ? new Reading.Read(new Parameters(values)) : new Reading.Refused(refusals);
    }

    private void refuseUnknown(String name) {
        if (agent.parameters().stream().noneMatch(spec -> spec.name().equals(name))) {
            var known = agent.parameters().stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
            refuse(name, known.isEmpty() ? "this agent takes no parameters" : "this agent takes only " + known);
        }
    }

    private @Nullable Object value(ParameterSpec spec, @Nullable List<String> inQuery, @Nullable Object inBody) {
        if (inQuery != null && inQuery.size() > 1) {
            return refuse(spec.name(), "it is given more than once");
        }
        var fromQuery = inQuery == null ? null : parsed(spec, Objects.requireNonNullElse(inQuery.getFirst(), ""));
        var fromBody = inBody == null ? null : parsed(spec, inBody);
        if (fromQuery != null && fromBody != null && !fromQuery.equals(fromBody)) {
            refusals.add(new Refusal(spec.name(), "query says %s, body says %s".formatted(fromQuery, fromBody), true));
            return null;
        }
        return fromQuery != null ? fromQuery : fromBody != null ? fromBody : otherwise(spec);
    }

    private @Nullable Object parsed(ParameterSpec spec, Object value) {
        return switch (spec) {
            case ParameterSpec.WholeNumber number -> number(number, value);
            case ParameterSpec.Flag flag -> flag(flag, value);
            case ParameterSpec.Text text ->
                value instanceof String string ? string : refuse(text.name(), "it must be text");
        };
    }

    private @Nullable Object number(ParameterSpec.WholeNumber spec, Object value) {
        var text = value instanceof String || value instanceof Integer || value instanceof Long ? value.toString() : "";
        if (text.matches("-?\\d{1,18}")) {
            var number = Long.parseLong(text);
            if (number >= spec.min() && number <= spec.max()) {
                return number;
            }
        }
        return refuse(spec.name(), "it must be a whole number from %d to %d".formatted(spec.min(), spec.max()));
    }

    private @Nullable Object flag(ParameterSpec.Flag spec, Object value) {
        return switch (value.toString().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> refuse(spec.name(), "it must be true or false");
        };
    }

    private static @Nullable Object otherwise(ParameterSpec spec) {
        return switch (spec) {
            case ParameterSpec.WholeNumber number -> number.defaultValue();
            case ParameterSpec.Flag flag -> flag.defaultValue();
            case ParameterSpec.Text text -> null;
        };
    }

    private @Nullable Object refuse(String name, String reason) {
        refusals.add(new Refusal(name, reason, false));
        return null;
    }
}
