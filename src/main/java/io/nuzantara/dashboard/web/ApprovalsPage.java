package io.nuzantara.dashboard.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a person's decision, the oldest first.
 *
 * @param notice what became of the last decision
 * @param newer address of the next page; null on the last one
 */
record ApprovalsPage(
        String total,
        @Nullable String notice,
        List<Waiting> approvals,
        @Nullable String newer) {

    /**
     * One approval.
     *
     * @param payload exactly what is approved
     * @param hash names the payload in the decision
     * @param mayDecide whether the reader holds the permission
     */
    record Waiting(
            String id,
            String title,
            String agent,
            String execution,
            String step,
            String permission,
            Moment asked,
            Moment expires,
            String payload,
            String hash,
            boolean mayDecide) {}
}
