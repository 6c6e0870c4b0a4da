package io.nuzantara.trainer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Deals clients, never single conversations, into parts. Where a client lands depends on the salt alone, so a new salt per
 * analysis keeps weekly proposals from wearing out one test set.
 */
final class Split {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SALT_BYTES = 32;
    private static final double DISCOVERY_BELOW = .6;
    private static final double SELECTION_BELOW = .8;

    /** What a client's conversations are used for. */
    enum Part {
        DISCOVERY,
        SELECTION,
        FINAL_TEST
    }

    private final byte[] salt;

    Split(byte[] salt) {
        this.salt = salt.clone();
    }

    static byte[] newSalt() {
        var salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return salt;
    }

    Part part(String clientKey) {
        var share = share(clientKey);
        return share < DISCOVERY_BELOW ? Part.DISCOVERY : share < SELECTION_BELOW ? Part.SELECTION : Part.FINAL_TEST;
    }

    /** Which half of the discovery part a client belongs to. */
    boolean firstHalf(String clientKey) {
        return share("half:" + clientKey) < .5;
    }

    /** A number from 0 to 1 that is the same for every conversation of a client: 8 bytes of the HMAC as a fraction. */
    private double share(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(salt, ALGORITHM));
            var first = ByteBuffer.wrap(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
            return Math.scalb((double) (first >>> 1), -63);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is part of every JDK", e);
        }
    }
}
