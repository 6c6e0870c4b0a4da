package io.nuzantara.conversation.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The elements of one JSON array, cut by brackets and quotes alone; an element that is too long is skipped without being held. */
final class JsonElements implements Pieces {

    private final ByteStream in;
    private final ByteArrayOutputStream element = new ByteArrayOutputStream();
    private long number;
    private boolean ended;

    /** Begins after the opening bracket. */
    JsonElements(ByteStream in) {
        this.in = in;
    }

    @Override
    public @Nullable Piece next() throws IOException {
        while (!ended) {
            element.reset();
            var fits = readElement();
            if (!fits || element.size() > 0) {
                number++;
                return fits
                        ? new Piece.Bytes(number, element.toByteArray())
                        : new Piece.Broken(number, Damage.LINE_TOO_LONG);
            }
        }
        return null;
    }

    private boolean readElement() throws IOException {
        var depth = 0;
        var inString = false;
        var escaped = false;
        var fits = true;
        while (true) {
            var b = in.read();
            if (b == ByteStream.END || (depth == 0 && !inString && (b == ',' || b == ']'))) {
                ended = b != ',';
                return fits;
            }
            if (inString) {
                inString = escaped || b != '"';
                escaped = !escaped && b == '\\';
            } else {
                inString = b == '"';
                depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
            }
            fits = fits && hold(b);
        }
    }

    private boolean hold(int b) {
        if (element.size() == Piece.LONGEST) {
            return false;
        }
        if (element.size() > 0 || b > ' ') {
            element.write(b);
        }
        return true;
    }
}
