package io.nuzantara.knowledge.extraction;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All patterns in one pass over a text, whatever their number (Aho and Corasick 1975). Transitions are a full table over
 * the characters that occur in patterns; every other character leads back to the root.
 */
final class AhoCorasick {

    /** A pattern found at [start, end). */
    record Hit(int start, int end, int pattern) {}

    private final char[] latin = new char[256];
    private final Map<Character, Character> others = new HashMap<>();
    private final int classes;
    private final int[] next;
    private final int[] pattern;
    private final int[] shorter;
    private final int[] lengths;

    /** @param patterns distinct and not empty; a hit names a pattern by its index */
    AhoCorasick(List<String> patterns) {
        lengths = patterns.stream().mapToInt(String::length).toArray();
        classes = numberCharacters(patterns) + 1;
        var states = 1 + Arrays.stream(lengths).sum();
        next = new int[states * classes];
        pattern = new int[states];
        shorter = new int[states];
        Arrays.fill(pattern, -1);
        var used = 1;
        for (int i = 0; i < patterns.size(); i++) {
            used = insert(patterns.get(i), i, used);
        }
        link();
    }

    private int numberCharacters(List<String> patterns) {
        var count = 0;
        for (var text : patterns) {
            for (int i = 0; i < text.length(); i++) {
                var c = text.charAt(i);
                if (classOf(c) == 0) {
                    count++;
                    if (c < latin.length) {
                        latin[c] = (char) count;
                    } else {
                        others.put(c, (char) count);
                    }
                }
            }
        }
        return count;
    }

    private int classOf(char c) {
        return c < latin.length ? latin[c] : others.getOrDefault(c, '\0');
    }

    private int insert(String text, int index, int used) {
        var state = 0;
        var free = used;
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var slot = state * classes + classOf(c);
            if (next[slot] == 0) {
                next[slot] = free++;
            }
            state = next[slot];
        }
        pattern[state] = index;
        return free;
    }

    /** Breadth first: fills missing transitions from the longest proper suffix and chains the patterns that end there. */
    private void link() {
        var suffix = new int[pattern.length];
        var queue = new ArrayDeque<Integer>();
        for (int c = 1; c < classes; c++) {
            if (next[c] != 0) {
                queue.add(next[c]);
            }
        }
        while (!queue.isEmpty()) {
            int state = queue.remove();
            shorter[state] = pattern[suffix[state]] >= 0 ? suffix[state] : shorter[suffix[state]];
            for (int c = 1; c < classes; c++) {
                var target = next[state * classes + c];
                var fallback = next[suffix[state] * classes + c];
                if (target == 0) {
                    next[state * classes + c] = fallback;
                } else {
                    suffix[target] = fallback;
                    queue.add(target);
                }
            }
        }
    }

    /** Every occurrence of every pattern, also overlapping ones, by end. */
    List<Hit> find(char[] text) {
        var hits = new ArrayList<Hit>();
        var state = 0;
        for (int i = 0; i < text.length; i++) {
            state = next[state * classes + classOf(text[i])];
            for (int s = pattern[state] >= 0 ? state : shorter[state]; s != 0; s = shorter[s]) {
                hits.add(new Hit(i + 1 - lengths[pattern[s]], i + 1, pattern[s]));
            }
        }
        return hits;
    }
}
