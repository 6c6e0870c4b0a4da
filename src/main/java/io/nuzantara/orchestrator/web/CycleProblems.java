package io.nuzantara.orchestrator.web;

import io.nuzantara.security.Problem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;

/** The problems of the orchestrator's API. */
final class CycleProblems {

    private static final String UUID_TEXT = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private CycleProblems() {}

    static Problem active(UUID id) {
        return new Problem(
                        HttpStatus.CONFLICT,
                        "cycle-active",
                        "A cycle is at work",
                        "Cycle %s is at work; there is one at a time. GET /api/orchestrator/cycles/%s shows it."
                                .formatted(id, id))
                .with("cycle_id", id);
    }

    static Problem disabled() {
        return new Problem(
                HttpStatus.CONFLICT,
                "orchestrator-disabled",
                "The orchestrator is switched off",
                "No cycles run: ENABLE_ORCHESTRATOR is false, or somebody switched them off (GET /api/orchestrator says who). Agents can still be run by themselves.");
    }

    static Problem unknown() {
        return new Problem(
                HttpStatus.NOT_FOUND,
                "cycle-unknown",
                "There is no such cycle",
                "No cycle has this id. GET /api/orchestrator/cycles lists them.");
    }

    static Problem limit(int most) {
        return invalid("limit", "it must be a whole number from 1 to " + most);
    }

    static Problem invalid(String name, String reason) {
        return new Problem(
                HttpStatus.BAD_REQUEST,
                "parameter-invalid",
                "A parameter is not valid",
                name + ": " + reason + ".",
                List.of(new Problem.Invalid("/" + name, reason)));
    }

    static Optional<UUID> id(String text) {
        return text.matches(UUID_TEXT) ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
