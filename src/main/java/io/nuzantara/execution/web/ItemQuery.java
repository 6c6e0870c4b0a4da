package io.nuzantara.execution.web;

import io.nuzantara.api.ItemPage;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which items of an execution a caller wants to see.
 *
 * @param after the number of the last item of the page before; 0 = from the beginning
 */
record ItemQuery(@Nullable String status, int limit, long after) {

    private static final Set<String> STATUSES = Set.of("ready", "running", "done", "failed", "cancelled");

    static ItemQuery read(@Nullable String status, @Nullable String limit, @Nullable String cursor) {
        return new ItemQuery(Filters.word("status", status, STATUSES), Filters.limit(limit), after(cursor));
    }

    private static long after(@Nullable String cursor) {
        try {
            return cursor == null ? 0 : Long.parseLong(Cursors.read(cursor));
        } catch (IllegalArgumentException e) {
            throw Cursors.refused();
        }
    }

    ItemPage page(List<ItemPage.Item> items) {
        var full = items.size() == limit;
        return new ItemPage(
                true, items, full ? Cursors.write(Long.toString(items.getLast().number())) : null);
    }
}
