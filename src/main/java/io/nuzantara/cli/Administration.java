package io.nuzantara.cli;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What only an administrator may ask of an installation. The answers are the documents of the API, whoever gives them; every refusal
 * is a {@link CommandFailed} that says what to do next.
 */
interface Administration extends AutoCloseable {

    /** Makes a token; its text is in the field {@code token}, this once. */
    ObjectNode createToken(String name, List<String> scopes, Instant expiresAt);

    /** All tokens, without their text. */
    JsonNode tokens();

    void revokeToken(String id);

    /** Stops all outgoing work of all nodes; the stop that is on is in the field {@code stopped}. */
    JsonNode stop(String reason);

    /** Lets work go on; a stop that somebody switched on meanwhile is in the field {@code stopped}. */
    JsonNode resume();

    @Override
    void close();
}
