package io.nuzantara.privacy;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * A text as a person reads it: without invisible characters, wide and ornate letters and digits as ordinary ones; with the
 * way back to where each character stood.
 */
final class PlainText {

    private final StringBuilder text = new StringBuilder();
    private int[] starts;
    private int[] ends;

    private PlainText(int capacity) {
        starts = new int[capacity];
        ends = new int[capacity];
    }

    static PlainText of(String original) {
        var plain = new PlainText(original.length() + 16);
        for (var at = 0; at < original.length(); ) {
            var c = original.codePointAt(at);
            var end = at + Character.charCount(c);
            plain.add(c, at, end);
            at = end;
        }
        return plain;
    }

    private void add(int c, int start, int end) {
        if (c < 128) {
            if (c >= ' ' || c == '\n' || c == '\t' || c == '\r') {
                put((char) c, start, end);
            }
        } else if (Character.getType(c) != Character.FORMAT) {
            var usual = Character.isDigit(c)
                    ? Integer.toString(Character.digit(c, 10))
                    : Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
            usual.chars().forEach(unit -> put((char) unit, start, end));
        }
    }

    private void put(char c, int start, int end) {
        if (text.length() == starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
            ends = Arrays.copyOf(ends, ends.length * 2);
        }
        starts[text.length()] = start;
        ends[text.length()] = end;
        text.append(c);
    }

    String text() {
        return text.toString();
    }

    /** The same item in the original. */
    Finding inOriginal(Finding finding) {
        return new Finding(starts[finding.start()], ends[finding.end() - 1], finding.kind());
    }
}
