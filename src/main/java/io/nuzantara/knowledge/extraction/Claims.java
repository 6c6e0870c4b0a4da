package io.nuzantara.knowledge.extraction;

import java.util.BitSet;

/** The parts of a message that a layer has taken: a later layer leaves them alone. */
final class Claims {

    private final BitSet taken = new BitSet();

    /** Takes the span if all of it is free. */
    boolean take(int start, int end) {
        if (!isFree(start, end)) {
            return false;
        }
        taken.set(start, end);
        return true;
    }

    boolean isFree(int start, int end) {
        var next = taken.nextSetBit(start);
        return next < 0 || next >= end;
    }
}
