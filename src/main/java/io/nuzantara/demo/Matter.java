package io.nuzantara.demo;

/** What one question of a client and its answer are about. */
enum Matter {
    PRICE,
    TIME,
    DOCUMENTS,
    LAW,
    DETAIL,
    RECALL,
    SMALLTALK
}
