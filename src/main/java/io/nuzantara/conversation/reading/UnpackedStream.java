package io.nuzantara.conversation.reading;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What comes out of an archive, ended where it grows beyond 4 GB or beyond a hundred times what went in. */
final class UnpackedStream extends FilterInputStream {

    static final long LARGEST = 4L << 30;
    private static final long RATIO = 100;
    private static final long FREE = 16L << 20;

    private final CountedStream packed;
    private long count;

    UnpackedStream(InputStream unpacked, CountedStream packed) {
        super(unpacked);
        this.packed = packed;
    }

    /** The archive holds too much. */
    static final class TooLarge extends IOException {}

    @Override
    public int read() throws IOException {
        var b = super.read();
        add(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var read = super.read(bytes, offset, length);
        add(Math.max(0, read));
        return read;
    }

    private void add(int bytes) throws TooLarge {
        count += bytes;
        if (count > LARGEST || count > Math.max(FREE, RATIO * packed.count())) {
            throw new TooLarge();
        }
    }
}
