package io.nuzantara.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks the running service, as whoever's token it is. */
record ThroughService(ServiceClient service) implements Administration {

    private static final String TOKENS = "/api/tokens";

    @Override
    public ObjectNode createToken(String name, List<String> scopes, Instant expiresAt) {
        var wish = Map.of("name", name, "scopes", scopes, "expires_at", expiresAt.toString());
        return (ObjectNode) service.post(TOKENS, Map.of(), wish, Map.of());
    }

    @Override
    public JsonNode tokens() {
        return service.get(TOKENS);
    }

    @Override
    public void revokeToken(String id) {
        service.delete(TOKENS + "/" + ServiceClient.encoded(id));
    }

    @Override
    public JsonNode stop(String reason) {
        return service.post("/api/stop", Map.of(), Map.of("reason", reason), Map.of());
    }

    @Override
    public JsonNode resume() {
        return service.post("/api/resume");
    }

    @Override
    public void close() {
        service.close();
    }
}
