package io.nuzantara.dashboard.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong and what was.
 *
 * @param channel where alerts go, in words
 * @param trouble why they do not arrive; null while they do
 * @param older address of the next page; null on the last one
 */
record AlertsPage(
        String channel,
        @Nullable String trouble,
        List<AlertRow> rows,
        @Nullable String older) {

    /**
     * One alert.
     *
     * @param link path of our page that shows more
     * @param until when it was over; null while it lasts
     * @param told who or what was told
     */
    record AlertRow(
            State state,
            String title,
            String text,
            String link,
            Moment since,
            @Nullable Moment until,
            String told) {}
}
