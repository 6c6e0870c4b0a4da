package io.nuzantara.execution.web;

import io.nuzantara.execution.Verdict;
import io.nuzantara.security.Problem;
import io.nuzantara.security.Problem.Invalid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/**
 * A decision as it comes over HTTP.
 *
 * @param decision {@code approve} or {@code reject}
 * @param payloadHash the hash that was shown with the payload
 * @param editedPayload what is approved in place of the payload; only with {@code approve}, at most 65,536 characters of JSON
 * @param note why; at most 1,000 characters
 */
record DecisionBody(
        @Nullable String decision,
        @Nullable String payloadHash,
        @Nullable JsonNode editedPayload,
        @Nullable String note) {

    private static final int LONGEST_NOTE = 1000;
    private static final int LARGEST_PAYLOAD = 65_536;

    Verdict verdict() {
        return new Verdict(approves(), hash(), edited(), checkedNote());
    }

    private boolean approves() {
        return switch (decision) {
            case "approve" -> true;
            case "reject" -> false;
            case null, default -> throw invalid("decision", "must be approve or reject");
        };
    }

    private String hash() {
        if (payloadHash == null || !payloadHash.matches("[0-9a-f]{64}")) {
            throw invalid("payload_hash", "must be the payload_hash of the approval: 64 hexadecimal digits");
        }
        return payloadHash;
    }

    private @Nullable JsonNode edited() {
        if (editedPayload == null || editedPayload.isNull()) {
            return null;
        }
        if (!approves()) {
            throw invalid("edited_payload", "belongs to an approval; what is rejected cannot be edited");
        }
        if (editedPayload.toString().length() > LARGEST_PAYLOAD) {
            throw invalid("edited_payload", "must have at most 65,536 characters");
        }
        if (!isStorable(editedPayload)) {
            throw invalid("edited_payload", "must not contain the character NUL");
        }
        return editedPayload;
    }

    /** PostgreSQL keeps every text but those with this character. */
    private static boolean isStorable(JsonNode node) {
        return node.isString()
                ? node.asString().indexOf('\0') < 0
                : node.properties().stream().allMatch(member -> member.getKey().indexOf('\0') < 0)
                        && node.valueStream().allMatch(DecisionBody::isStorable);
    }

    private @Nullable String checkedNote() {
        if (note != null && (note.length() > LONGEST_NOTE || note.indexOf('\0') >= 0)) {
            throw invalid("note", "must have at most 1,000 characters and no NUL");
        }
        return note == null || note.isBlank() ? null : note.strip();
    }

    private static Problem invalid(String field, String reason) {
        return new Problem(
                HttpStatus.BAD_REQUEST,
                "body-invalid",
                "The body is not valid",
                "Nothing was decided: %s %s.".formatted(field, reason),
                List.of(new Invalid("#/" + field, reason)));
    }
}
