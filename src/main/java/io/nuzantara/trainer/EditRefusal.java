package io.nuzantara.trainer;

/** Why an operation on the prompt was not made; the names are stored and shown. */
enum EditRefusal {
    /** The heading stands more than once in the prompt. */
    ANCHOR_AMBIGUOUS,
    TOO_MANY_OPERATIONS,
    /** More than 15 % of the lines would change. */
    TOO_MANY_LINES,
    /** The prompt would grow by more than 15 %. */
    GROWTH,
    /** The place lies between {@code nuzantara:lock} and {@code nuzantara:unlock}. */
    LOCKED_REGION,
    /** The prompt says it already. */
    NO_CHANGE
}
