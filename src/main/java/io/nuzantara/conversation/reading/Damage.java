package io.nuzantara.conversation.reading;

/** Why a piece of a file could not be read as a record. */
public enum Damage {
    INVALID_UTF8,
    LINE_TOO_LONG,
    BAD_QUOTES,
    CELL_COUNT,
    BAD_JSON,
    NOT_AN_OBJECT,
    ARCHIVE_BROKEN,
    ARCHIVE_TOO_LARGE
}
