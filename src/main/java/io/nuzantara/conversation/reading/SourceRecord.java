package io.nuzantara.conversation.reading;

import tools.jackson.databind.node.ObjectNode;

/** What stands at one place of a file. */
public sealed interface SourceRecord {

    /** Where: the line it begins on (the header of a table is line 1), in a JSON array the element, counted from 1. */
    long number();

    /** How many bytes it took in the file, about; what a block of records is bounded by. */
    int size();

    /**
     * A row.
     *
     * @param fields by column, in the order of the source; an empty cell is absent, {@code \N} is null
     */
    record Row(long number, int size, ObjectNode fields) implements SourceRecord {}

    /** A piece that is no row. */
    record Damaged(long number, Damage damage) implements SourceRecord {
        @Override
        public int size() {
            return 64;
        }
    }
}
