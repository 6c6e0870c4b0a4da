package io.nuzantara.execution;

import java.time.Duration;

/**
 * What a person is asked to decide.
 *
 * @param permission who may decide: holders of this permission, e.g. {@code prompt:approve}
 * @param title what happens when it is approved, in one sentence
 * @param payload exactly what is approved, a record written as JSON; people may see it
 * @param expiry how long the decision is waited for
 */
public record ApprovalRequest(String permission, String title, Object payload, Duration expiry) {

    /** The usual time to wait. */
    public static final Duration USUAL_EXPIRY = Duration.ofDays(3);

    public ApprovalRequest(String permission, String title, Object payload) {
        this(permission, title, payload, USUAL_EXPIRY);
    }
}
