package io.nuzantara.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of approvals: those that wait oldest first, all others newest first.
 *
 * @param nextCursor what to send as {@code cursor} for the next page; null on the last one
 */
public record ApprovalPage(
        boolean success,
        List<ApprovalView> approvals,
        @Nullable String nextCursor) {
    public ApprovalPage {
        approvals = List.copyOf(approvals);
    }
}
