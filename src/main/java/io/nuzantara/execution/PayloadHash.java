package io.nuzantara.execution;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What binds a decision to exactly what was shown: SHA-256 over canonical JSON. Two payloads that mean the same have the same
 * hash, whatever the order of their members, their white space or the notation of their numbers; the database stores none of
 * these either.
 */
final class PayloadHash {

    private static final JsonMapper TEXTS = JsonMapper.builder().build();

    private PayloadHash() {}

    /** 64 lower-case hexadecimal digits. */
    static String of(JsonNode payload) {
        return HexFormat.of().formatHex(sha256(canonical(payload).getBytes(StandardCharsets.UTF_8)));
    }

    /** Members sorted by name, no white space, numbers as plain decimals without trailing zeros. */
    static String canonical(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(member -> text(member.getKey()) + ":" + canonical(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node.isArray()) {
            return node.valueStream().map(PayloadHash::canonical).collect(Collectors.joining(",", "[", "]"));
        }
        return node.isNumber() ? number(node) : text(node);
    }

    private static String number(JsonNode node) {
        var value = node.decimalValue();
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String text(Object value) {
        return TEXTS.writeValueAsString(value);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
