package io.nuzantara.trainer;

/** What a feature describes, and so what may follow from it. */
public enum Side {
    /** What the assistant writes: an edit of the prompt can change it. */
    ADDRESSABLE,
    /** The circumstances. */
    CONTEXT,
    /** What clients do in good conversations: reported, never edited. */
    OUTCOME
}
