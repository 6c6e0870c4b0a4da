package io.nuzantara.privacy;

/**
 * A personal item in a text.
 *
 * @param start where it begins
 * @param end behind its last character
 */
record Finding(int start, int end, Kind kind) {

    Finding {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("no characters from %d to %d".formatted(start, end));
        }
    }

    boolean overlaps(int from, int to) {
        return start < to && from < end;
    }
}
