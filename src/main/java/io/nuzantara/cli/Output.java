package io.nuzantara.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where a command writes: results to stdout, everything else to stderr. With {@code --json} the only result is one
 * document. Text is made harmless here, so that no command has to think of it.
 */
record Output(Surroundings surroundings, boolean json, boolean quiet, boolean colour, boolean documents) {

    /** The command's one document; shown only with {@code --json}. */
    void document(Object value) {
        if (json && documents) {
            surroundings.out().println(Json.line(value));
            surroundings.out().flush();
        }
    }

    /** The same without the document, for a command that has printed its one already. */
    Output withoutDocuments() {
        return new Output(surroundings, json, quiet, colour, false);
    }

    /** A line for people. */
    void line(String text) {
        if (!json) {
            surroundings.out().println(PlainText.of(text));
            surroundings.out().flush();
        }
    }

    /** Rows under a heading: aligned for people, separated by tabs for programs. */
    void table(List<String> heading, List<List<String>> rows) {
        if (json) {
            return;
        }
        var all = new ArrayList<List<String>>();
        all.add(heading);
        all.addAll(rows);
        var lines = all.stream()
                .map(row -> row.stream().map(PlainText::of).toList())
                .toList();
        if (surroundings.terminal()) {
            aligned(lines).forEach(surroundings.out()::println);
        } else {
            lines.forEach(row -> surroundings.out().println(String.join("\t", row)));
        }
        surroundings.out().flush();
    }

    private List<String> aligned(List<List<String>> rows) {
        var widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        var lines = rows.stream().map(row -> padded(row, widths)).collect(Collectors.toCollection(ArrayList::new));
        lines.set(0, emphasised(lines.getFirst()));
        return lines;
    }

    private static String padded(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> row.get(column)
                        + " ".repeat(widths[column] - row.get(column).length()))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private String emphasised(String text) {
        return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    /** A remark beside the result. */
    void remark(String text) {
        if (!json && !quiet) {
            surroundings.err().println(PlainText.of(text));
            surroundings.err().flush();
        }
    }
}
