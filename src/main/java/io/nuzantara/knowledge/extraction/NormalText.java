package io.nuzantara.knowledge.extraction;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** A message in NFC with the way back to the message as stored. */
final class NormalText {

    private final String text;
    private final int @Nullable [] starts;
    private final int length;

    private NormalText(String text, int @Nullable [] starts, int length) {
        this.text = text;
        this.starts = starts;
        this.length = length;
    }

    static NormalText of(String message) {
        return Normalizer.isNormalized(message, Normalizer.Form.NFC)
                ? new NormalText(message, null, message.length())
                : normalized(message);
    }

    /** Each character with the marks that follow it is normalized alone, so that every piece knows where it came from. */
    private static NormalText normalized(String message) {
        var out = new StringBuilder(message.length());
        var starts = new int[4 * message.length() + 1];
        for (int i = 0; i < message.length(); ) {
            var end = i + Character.charCount(message.codePointAt(i));
            while (end < message.length() && Folding.isMark(message.codePointAt(end))) {
                end += Character.charCount(message.codePointAt(end));
            }
            var before = out.length();
            var piece = Normalizer.normalize(message.substring(i, end), Normalizer.Form.NFC);
            out.append(piece, 0, Math.min(piece.length(), 4 * (end - i)));
            java.util.Arrays.fill(starts, before, out.length(), i);
            i = end;
        }
        starts[out.length()] = message.length();
        return new NormalText(out.toString(), java.util.Arrays.copyOf(starts, out.length() + 1), message.length());
    }

    String text() {
        return text;
    }

    int originalStart(int start) {
        return starts == null ? start : starts[start];
    }

    /** The offset in the stored message after the piece that holds the character before {@code end}. */
    int originalEnd(int end) {
        if (starts == null) {
            return end;
        }
        var next = end;
        while (next < text.length() && starts[next] == starts[end - 1]) {
            next++;
        }
        return next >= text.length() ? length : starts[next];
    }
}
