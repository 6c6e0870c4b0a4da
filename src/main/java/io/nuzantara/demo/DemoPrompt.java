package io.nuzantara.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The system prompt under which the sample business's assistant answers. */
final class DemoPrompt {

    static final String NAME = "zantara_system_prompt.txt";

    private DemoPrompt() {}

    static String text() {
        return Resources.text(NAME);
    }

    /** The git blob id of the prompt: SHA-1 of {@code blob <length>\0<bytes>}. */
    static String version() {
        var bytes = text().getBytes(StandardCharsets.UTF_8);
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(sha1.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
