package io.nuzantara.database.backup;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and sums the rows of one table. */
final class Tally {

    private static final int WORDS = 4;

    private final MessageDigest all = sha256();
    private final MessageDigest one = sha256();
    /** A number of 256 bits, its highest word first. */
    private final long[] sum = new long[WORDS];

    private long rows;
    private long bytes;

    /** Takes the next row, as COPY writes it. */
    void row(byte[] row) {
        all.update(row);
        rows++;
        bytes += row.length;
        add(ByteBuffer.wrap(one.digest(row)));
    }

    private void add(ByteBuffer digest) {
        var carry = 0L;
        for (var word = WORDS - 1; word >= 0; word--) {
            var added = digest.getLong(word * Long.BYTES);
            var partly = sum[word] + added;
            var whole = partly + carry;
            carry = Long.compareUnsigned(partly, added) < 0 || Long.compareUnsigned(whole, carry) < 0 ? 1 : 0;
            sum[word] = whole;
        }
    }

    Manifest.Content content() {
        var digits = ByteBuffer.allocate(WORDS * Long.BYTES);
        for (var word : sum) {
            digits.putLong(word);
        }
        return new Manifest.Content(rows, bytes, hex(all.digest()), hex(digits.array()));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
