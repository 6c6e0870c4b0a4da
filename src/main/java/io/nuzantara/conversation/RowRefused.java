package io.nuzantara.conversation;

/** Ends the check of a row at its first wrong value; caught by {@link Row#checked}. */
final class RowRefused extends RuntimeException {

    private final String column;
    private final RefusalCode code;

    RowRefused(String column, RefusalCode code) {
        super(code.code(), null, false, false);
        this.column = column;
        this.code = code;
    }

    CheckedRow.Refused at(long number) {
        return new CheckedRow.Refused(number, column, code);
    }
}
