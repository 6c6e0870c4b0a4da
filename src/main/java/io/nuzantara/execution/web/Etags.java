package io.nuzantara.execution.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Strong entity tags (RFC 9110, section 8.8.3): two answers with the same tag are equal byte by byte. */
@Component
class Etags {

    private static final int BYTES = 16;

    private final JsonMapper json;

    Etags(JsonMapper json) {
        this.json = json;
    }

    /** The tag of a value as it is written, in quotes. */
    String of(Object value) {
        var digest = sha256(json.writeValueAsBytes(value));
        return '"' + HexFormat.of().formatHex(digest, 0, BYTES) + '"';
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
