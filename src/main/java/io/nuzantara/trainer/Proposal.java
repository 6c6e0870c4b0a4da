package io.nuzantara.trainer;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A drafted edit of the prompt.
 *
 * @param analysisId the analysis it follows from
 * @param path of the prompt, relative to its repository
 * @param baseBlob git's id of the prompt it was made for
 * @param operations the edit as a JSON array
 * @param diffHash SHA-256 of the diff; the same diff is proposed once
 * @param state as in the table of states; {@code NOT_EVALUATED} = open, nobody has tried it on held-out conversations
 * @param gateCode why it went no further
 * @param promptChars characters of the prompt after the edit
 * @param patchFile in the data directory; {@code git apply} takes it
 */
public record Proposal(
        UUID id,
        UUID analysisId,
        String path,
        String baseBlob,
        @JsonRawValue String operations,
        String diffHash,
        String state,
        @Nullable String gateCode,
        int promptChars,
        String patchFile,
        @Nullable String branch,
        @Nullable String prUrl,
        Instant createdAt) {}
