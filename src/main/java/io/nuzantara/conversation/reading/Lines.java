package io.nuzantara.conversation.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One record a line; empty lines are left out, a line that is too long is skipped without being held. */
final class Lines implements Pieces {

    private final ByteStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;

    Lines(ByteStream in) {
        this.in = in;
    }

    @Override
    public @Nullable Piece next() throws IOException {
        while (in.peek() != ByteStream.END) {
            number++;
            line.reset();
            if (!readLine()) {
                return new Piece.Broken(number, Damage.LINE_TOO_LONG);
            }
            if (!isBlank()) {
                return new Piece.Bytes(number, line.toByteArray());
            }
        }
        return null;
    }

    private boolean readLine() throws IOException {
        var fits = true;
        for (var b = in.read(); b != ByteStream.END && b != '\n'; b = in.read()) {
            fits &= line.size() < Piece.LONGEST;
            if (fits) {
                line.write(b);
            }
        }
        return fits;
    }

    private boolean isBlank() {
        return line.size() < 1024
                && line.toString(java.nio.charset.StandardCharsets.ISO_8859_1).isBlank();
    }
}
