package io.nuzantara.cli;

/** Text of the service made harmless for a terminal: no control, escape, direction or invisible characters. */
final class PlainText {

    private PlainText() {}

    /** The text on one line, with every character that a terminal could obey replaced by a visible mark. */
    static String of(String text) {
        var plain = new StringBuilder(text.length());
        text.codePoints().forEach(character -> plain.appendCodePoint(visible(character)));
        return plain.toString();
    }

    private static int visible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character == '\n' || character == '\r' || character == '\t' ? ' ' : 0xFFFD;
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> 0xFFFD;
            default -> character;
        };
    }
}
