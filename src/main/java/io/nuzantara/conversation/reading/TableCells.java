package io.nuzantara.conversation.reading;

import java.util.regex.Pattern;

/**
 * How text stands in a cell. Spreadsheets run a cell that begins like a formula, so such text is written with a leading
 * apostrophe, and exactly one is taken off when it is read: what was written comes back to the letter.
 */
public final class TableCells {

    /** The cell that clears a value. */
    public static final String CLEARED = "\\N";

    private static final Pattern FORMULA = Pattern.compile("^'*[=+@\t\r-]");
    private static final Pattern ESCAPED = Pattern.compile("^'+[=+@\t\r-]");

    private TableCells() {}

    /** The text that a cell stands for. */
    static String value(String cell) {
        return ESCAPED.matcher(cell).lookingAt() ? cell.substring(1) : cell;
    }

    /** The cell that stands for a text. */
    public static String cell(String value) {
        return FORMULA.matcher(value).lookingAt() ? "'" + value : value;
    }
}
