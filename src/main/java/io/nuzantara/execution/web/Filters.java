package io.nuzantara.execution.web;

import io.nuzantara.api.ExecutionView;
import io.nuzantara.execution.ExecutionFilter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the filter of a list of executions from its query parameters. */
final class Filters {

    private static final int DEFAULT_LIMIT = 20;
    private static final Set<String> STATUSES =
            Set.of("started", "running", "waiting_approval", "completed", "failed", "cancelled");
    private static final Set<String> TRIGGERS = Set.of("api", "schedule", "cycle", "retry", "cli");

    private Filters() {}

    static ExecutionFilter read(
            @Nullable String limit,
            @Nullable String cursor,
            @Nullable String agent,
            @Nullable String status,
            @Nullable String degraded,
            @Nullable String trigger,
            @Nullable String since) {
        return new ExecutionFilter(
                limit(limit),
                before(cursor),
                agent == null ? null : agent.replace('-', '_'),
                word("status", status, STATUSES),
                flag("degraded", degraded),
                word("trigger", trigger, TRIGGERS),
                instant(since));
    }

    static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        var number = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > ExecutionFilter.MAX_LIMIT) {
            throw AgentProblems.invalid("limit", "it must be a whole number from 1 to " + ExecutionFilter.MAX_LIMIT);
        }
        return number;
    }

    static @Nullable String word(String name, @Nullable String text, Set<String> words) {
        if (text != null && !words.contains(text)) {
            throw AgentProblems.invalid(
                    name, "it must be one of " + words.stream().sorted().toList());
        }
        return text;
    }

    static @Nullable Boolean flag(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw AgentProblems.invalid(name, "it must be true or false");
        };
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw AgentProblems.invalid("since", "it must be an instant such as 2026-03-01T10:00:00Z");
        }
    }

    private static ExecutionFilter.@Nullable Before before(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            var parts = Cursors.read(cursor).split(" ", 2);
            var id = Ids.uuid(parts[parts.length - 1]).orElseThrow(() -> new IllegalArgumentException("no id"));
            return new ExecutionFilter.Before(Instant.parse(parts[0]), id);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Cursors.refused();
        }
    }

    /** Where the next page begins; null when this page was not full. */
    static @Nullable String next(ExecutionFilter filter, List<ExecutionView> page) {
        if (page.size() < filter.limit()) {
            return null;
        }
        var last = page.getLast();
        return Cursors.write(last.startedAt() + " " + last.executionId());
    }
}
