package io.nuzantara.demo;

/** How a client rated a conversation. */
enum Verdict {
    /** 4 or 5. */
    HIGH,
    /** 3. */
    MIDDLE,
    /** 1 or 2. */
    LOW,
    NONE
}
