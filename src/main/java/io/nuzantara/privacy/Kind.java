package io.nuzantara.privacy;

/** What sort of personal item stands in a text; its name is the word of the placeholder. */
public enum Kind {
    /** A name of the client table, or a part of one. */
    NAME,
    PHONE,
    EMAIL,
    PASSPORT,
    /** Indonesian stay permit. */
    KITAS,
    /** Indonesian identity number, 16 digits. */
    NIK,
    /** Indonesian tax number, 15 or 16 digits. */
    NPWP,
    IBAN,
    CARD,
    ADDRESS,
    BIRTH_DATE,
    /** An address on the web that carries a key or names a person. */
    URL,
    /** Any other number long enough to belong to one person or firm. */
    NUMBER
}
