package io.nuzantara.cli;

import io.nuzantara.api.ExecutionView;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the service answers, in words and numbers for people. */
final class Words {

    private Words() {}

    static String number(double value) {
        return new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }

    static String number(long value) {
        return new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }

    static String name(String fieldOrId) {
        return fieldOrId.replace('_', ' ');
    }

    static String time(@Nullable Instant instant) {
        return instant == null ? "-" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String orDash(@Nullable String text) {
        return text == null || text.isBlank() ? "-" : text;
    }

    static String status(ExecutionView execution) {
        return execution.degraded() ? execution.status() + " (degraded)" : execution.status();
    }

    /** Where an execution stands: its status, its phase, its items. */
    static String standing(ExecutionView execution) {
        var phase = execution.state().phase();
        var items = execution.progress().total() > 0
                ? ", %d of %d"
                        .formatted(
                                execution.progress().done(),
                                execution.progress().total())
                : "";
        return "%s: %s%s%s"
                .formatted(
                        execution.agentName(),
                        execution.status(),
                        phase == null || phase.isBlank() ? "" : ", " + phase,
                        items);
    }

    /** The numbers and short texts of a result, in its order. */
    static List<String> figures(@Nullable Map<String, Object> result) {
        return result == null
                ? List.of()
                : result.entrySet().stream()
                        .filter(field -> !field.getKey().equals("message"))
                        .filter(field -> field.getValue() instanceof Number || field.getValue() instanceof String)
                        .map(field -> name(field.getKey()) + " "
                                + (field.getValue() instanceof Number number
                                        ? number(number.doubleValue())
                                        : field.getValue()))
                        .toList();
    }

    static String joined(List<String> parts) {
        return parts.stream().collect(Collectors.joining(", "));
    }
}
