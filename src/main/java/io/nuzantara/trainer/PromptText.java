package io.nuzantara.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A prompt as lines that keep their line ends, so that an edit changes nothing else.
 *
 * @param lines each with its line end; the last one may have none
 */
record PromptText(List<String> lines) {

    private static final int LONGEST_HEADING = 60;
    private static final Pattern DECORATION = Pattern.compile("^[#*\\s\\d.)]+|[*:\\s]+$");

    PromptText {
        lines = List.copyOf(lines);
    }

    static PromptText of(String text) {
        var lines = new ArrayList<String>();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(from, to));
            from = to;
        }
        return new PromptText(lines);
    }

    String text() {
        return String.join("", lines);
    }

    /** Positions of the lines that are a heading of one of these names. */
    List<Integer> headings(List<String> names) {
        var wanted = names.stream().map(PromptText::bare).toList();
        return IntStream.range(0, lines.size())
                .filter(i -> isHeading(lines.get(i)) && wanted.contains(bare(lines.get(i))))
                .boxed()
                .toList();
    }

    /** Where a line belongs that ends the section of this heading: after its last line that is not blank. */
    int endOfSection(int heading) {
        int next = heading + 1;
        while (next < lines.size() && !isHeading(lines.get(next)) && !isMarker(lines.get(next))) {
            next++;
        }
        while (next > heading + 1 && lines.get(next - 1).isBlank()) {
            next--;
        }
        return next;
    }

    /** Position behind the last line that is not blank. */
    int end() {
        int end = lines.size();
        while (end > 0 && lines.get(end - 1).isBlank()) {
            end--;
        }
        return end;
    }

    /** True when a line put at this position would stand between a lock and its unlock. */
    boolean isLocked(int position) {
        var locked = false;
        for (var line : lines.subList(0, position)) {
            if (line.contains("nuzantara:unlock")) {
                locked = false;
            } else if (line.contains("nuzantara:lock")) {
                locked = true;
            }
        }
        return locked;
    }

    /** The sentence as the lines around the position write theirs: as an item where they are items. */
    String styled(int position, String sentence) {
        var before = position == 0 ? "" : lines.get(position - 1).stripLeading();
        return before.startsWith("- ") || before.startsWith("* ") ? before.substring(0, 2) + sentence : sentence;
    }

    /** The same prompt with more lines, ended as its other lines are; a missing final line end stays missing. */
    PromptText with(int position, List<String> added) {
        var end = lineEnd();
        var result = new ArrayList<>(lines.subList(0, position));
        var last = result.isEmpty() ? "" : result.getLast();
        var open = !last.isEmpty() && !last.endsWith("\n");
        if (open) {
            result.set(result.size() - 1, last + end);
        }
        added.forEach(line -> result.add(line + end));
        if (open) {
            result.set(result.size() - 1, added.getLast());
        }
        result.addAll(lines.subList(position, lines.size()));
        return new PromptText(result);
    }

    private String lineEnd() {
        var windows = lines.stream().filter(line -> line.endsWith("\r\n")).count();
        return windows * 2 > lines.size() ? "\r\n" : "\n";
    }

    private static boolean isMarker(String line) {
        return line.contains("nuzantara:lock") || line.contains("nuzantara:unlock");
    }

    private static boolean isHeading(String line) {
        var text = line.strip();
        if (text.isEmpty() || text.length() > LONGEST_HEADING) {
            return false;
        }
        var bold = text.startsWith("**") && (text.endsWith("**") || text.endsWith("**:"));
        var label = text.endsWith(":") && !text.startsWith("-") && !text.startsWith("*");
        var shouted =
                text.chars().anyMatch(Character::isUpperCase) && text.chars().noneMatch(Character::isLowerCase);
        return text.startsWith("#") || bold || label || shouted;
    }

    private static String bare(String heading) {
        return DECORATION.matcher(heading.strip()).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
