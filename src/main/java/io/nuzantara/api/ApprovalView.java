package io.nuzantara.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an execution asks a person, and what became of it.
 *
 * @param step the place in the execution that waits
 * @param permission who may decide
 * @param title what happens when it is approved
 * @param payload exactly what is approved
 * @param payloadHash names the payload in the decision: SHA-256 of its canonical JSON
 * @param status one of pending, approved, rejected, expired, withdrawn
 * @param editedPayload what the deciding person made of the payload
 */
public record ApprovalView(
        UUID approvalId,
        UUID executionId,
        String agentName,
        String step,
        String permission,
        String title,
        JsonNode payload,
        String payloadHash,
        String status,
        Instant createdAt,
        Instant expiresAt,
        @Nullable JsonNode editedPayload,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String note) {}
