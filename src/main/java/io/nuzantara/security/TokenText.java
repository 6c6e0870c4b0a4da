package io.nuzantara.security;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text of a token, {@code nzt_<id>_<32 random bytes in hex>_<crc32 in hex>}. The check sum lets secret scanners and
 * the command line see a typing error without asking anybody.
 */
record TokenText(String id, String text) {

    private static final Pattern FORM = Pattern.compile("(nzt_([0-9a-f]{16})_[0-9a-f]{64})_([0-9a-f]{8})");

    static TokenText random(SecureRandom random) {
        var id = hex(random, 8);
        var body = "nzt_" + id + "_" + hex(random, 32);
        return new TokenText(id, body + "_" + checkSum(body));
    }

    /** Empty when the text is no token, or not typed correctly. */
    static Optional<TokenText> parse(String text) {
        var matcher = FORM.matcher(text);
        return matcher.matches() && checkSum(matcher.group(1)).equals(matcher.group(3))
                ? Optional.of(new TokenText(matcher.group(2), text))
                : Optional.empty();
    }

    byte[] hash() {
        return Secret.sha256(text);
    }

    private static String checkSum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private static String hex(SecureRandom random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "nzt_" + id + "_***";
    }
}
