package io.nuzantara.conversation.reading;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Bytes one at a time, with one place to look ahead and a way to give a piece back. */
final class ByteStream {

    static final int END = -1;

    private final InputStream in;
    private final byte[] chunk = new byte[64 * 1024];
    private int position;
    private int limit;
    private byte[] given = new byte[0];
    private int givenPosition;

    ByteStream(InputStream in) {
        this.in = in;
    }

    /** The next byte, 0-255, or {@link #END}. */
    int read() throws IOException {
        if (givenPosition < given.length) {
            return given[givenPosition++] & 0xFF;
        }
        return position < limit || refill() ? chunk[position++] & 0xFF : END;
    }

    int peek() throws IOException {
        if (givenPosition < given.length) {
            return given[givenPosition] & 0xFF;
        }
        return position < limit || refill() ? chunk[position] & 0xFF : END;
    }

    /** Gives bytes back, which come next again. */
    void giveBack(byte[] bytes, int from, int to) {
        var rest = given.length - givenPosition;
        var joined = Arrays.copyOfRange(bytes, from, to + rest);
        System.arraycopy(given, givenPosition, joined, to - from, rest);
        given = joined;
        givenPosition = 0;
    }

    private boolean refill() throws IOException {
        limit = Math.max(0, in.read(chunk));
        position = 0;
        return limit > 0;
    }
}
