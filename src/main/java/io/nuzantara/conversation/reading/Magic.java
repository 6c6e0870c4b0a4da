package io.nuzantara.conversation.reading;

import java.io.BufferedInputStream;
import java.io.IOException;

/** What a file is by its first bytes. */
enum Magic {
    GZIP,
    ZIP,
    UTF8_MARK,
    UTF16,
    OTHER;

    static Magic of(BufferedInputStream in) throws IOException {
        in.mark(4);
        var start = in.readNBytes(4);
        in.reset();
        return of(start);
    }

    private static Magic of(byte[] start) {
        if (begins(start, 0x1F, 0x8B)) {
            return GZIP;
        }
        if (begins(start, 'P', 'K', 3, 4) || begins(start, 'P', 'K', 5, 6)) {
            return ZIP;
        }
        if (begins(start, 0xEF, 0xBB, 0xBF)) {
            return UTF8_MARK;
        }
        return begins(start, 0xFF, 0xFE) || begins(start, 0xFE, 0xFF) ? UTF16 : OTHER;
    }

    private static boolean begins(byte[] start, int... bytes) {
        for (var i = 0; i < bytes.length; i++) {
            if (start.length <= i || (start[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
