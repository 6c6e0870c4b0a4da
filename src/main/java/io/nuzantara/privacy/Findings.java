package io.nuzantara.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was found so far: who comes first keeps its characters. */
final class Findings {

    private final List<Finding> found = new ArrayList<>();

    /** Adds an item, unless a part of it is taken. */
    void add(int start, int end, Kind kind) {
        if (end > start && isFree(start, end)) {
            found.add(new Finding(start, end, kind));
        }
    }

    boolean isFree(int start, int end) {
        return found.stream().noneMatch(each -> each.overlaps(start, end));
    }

    /** From left to right. */
    List<Finding> sorted() {
        return found.stream().sorted(Comparator.comparingInt(Finding::start)).toList();
    }
}
