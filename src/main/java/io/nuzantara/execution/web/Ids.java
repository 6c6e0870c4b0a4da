package io.nuzantara.execution.web;

import java.util.Optional;
import java.util.UUID;

/** Ids as they stand in paths and cursors. */
final class Ids {

    private static final String UUID_TEXT = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private Ids() {}

    static Optional<UUID> uuid(String text) {
        return text.matches(UUID_TEXT) ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
