package io.nuzantara.conversation.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a table at the ends of line that stand outside quotes (RFC 4180). A quote that is never closed would swallow the
 * rest of the file: then only the line it stands on is refused, and reading goes on with the line after it.
 */
final class TableLines implements Pieces {

    private enum State {
        CELL_START,
        PLAIN,
        QUOTED,
        QUOTE_SEEN
    }

    private final ByteStream in;
    private final int separator;
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
    private long line = 1;

    TableLines(ByteStream in, char separator) {
        this.in = in;
        this.separator = separator;
    }

    @Override
    public @Nullable Piece next() throws IOException {
        while (in.peek() != ByteStream.END) {
            piece.reset();
            var next = record(line);
            if (!(next instanceof Piece.Bytes bytes) || bytes.length() > 0) {
                return next;
            }
        }
        return null;
    }

    private Piece record(long start) throws IOException {
        var state = State.CELL_START;
        while (true) {
            var b = in.read();
            var quoted = state == State.QUOTED;
            if (b == ByteStream.END) {
                return quoted ? badQuotes(start) : complete(start);
            }
            if (endsLine(b, quoted)) {
                line++;
                if (!quoted) {
                    return complete(start);
                }
            }
            if (piece.size() == Piece.LONGEST) {
                return tooLong(start, quoted, b);
            }
            piece.write(b);
            if (state == State.QUOTE_SEEN && b != '"' && b != separator) {
                return badQuotes(start);
            }
            state = after(state, b);
        }
    }

    private State after(State state, int b) {
        return switch (state) {
            case QUOTED -> b == '"' ? State.QUOTE_SEEN : State.QUOTED;
            case QUOTE_SEEN -> b == '"' ? State.QUOTED : State.CELL_START;
            case CELL_START -> b == '"' ? State.QUOTED : b == separator ? State.CELL_START : State.PLAIN;
            case PLAIN -> b == separator ? State.CELL_START : State.PLAIN;
        };
    }

    private boolean endsLine(int b, boolean quoted) throws IOException {
        if (b == '\r' && in.peek() == '\n') {
            return !quoted && in.read() == '\n';
        }
        return b == '\n' || b == '\r';
    }

    private Piece complete(long start) {
        return new Piece.Bytes(start, piece.toByteArray());
    }

    private Piece tooLong(long start, boolean quoted, int b) throws IOException {
        piece.write(b);
        return quoted && endOfFirstLine(piece.toByteArray()) > 0
                ? badQuotes(start)
                : skipped(start, Damage.LINE_TOO_LONG);
    }

    private Piece badQuotes(long start) throws IOException {
        var bytes = piece.toByteArray();
        var next = endOfFirstLine(bytes);
        if (next == 0) {
            return skipped(start, Damage.BAD_QUOTES);
        }
        in.giveBack(bytes, next, bytes.length);
        line = start + 1;
        return new Piece.Broken(start, Damage.BAD_QUOTES);
    }

    private Piece skipped(long start, Damage damage) throws IOException {
        for (var b = in.read(); b != ByteStream.END && !endsLine(b, false); ) {
            b = in.read();
        }
        line = start + 1;
        return new Piece.Broken(start, damage);
    }

    /** Where the second line begins, 0 when there is none. */
    private static int endOfFirstLine(byte[] bytes) {
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                return bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n' ? i + 2 : i + 1;
            }
        }
        return 0;
    }
}
