package io.nuzantara.conversation;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends a stream that is longer than it may be. */
final class LimitedStream extends FilterInputStream {

    private long left;

    LimitedStream(InputStream in, long limit) {
        super(in);
        this.left = limit;
    }

    /** There was more than the limit. */
    static final class Exceeded extends IOException {}

    @Override
    public int read() throws IOException {
        var b = super.read();
        take(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var read = super.read(bytes, offset, length);
        take(Math.max(0, read));
        return read;
    }

    private void take(int bytes) throws Exceeded {
        left -= bytes;
        if (left < 0) {
            throw new Exceeded();
        }
    }
}
