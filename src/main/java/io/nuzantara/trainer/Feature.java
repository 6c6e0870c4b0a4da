package io.nuzantara.trainer;

/** A pre-declared property of a conversation, measured as one number. */
record Feature(String name, Side side) {}
