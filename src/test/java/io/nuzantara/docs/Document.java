package io.nuzantara.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page in Markdown.
 *
 * @param path relative to the repository
 * @param blocks its fenced blocks, in their order
 * @param prose its lines outside of them
 */
public record Document(Path path, List<Block> blocks, List<String> prose) {

    private static final Pattern FENCE = Pattern.compile("(`{3,}) ?(.*)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("#{1,6} (.+)");

    public Document {
        blocks = List.copyOf(blocks);
        prose = List.copyOf(prose);
    }

    /** README, CONTRIBUTING and all below {@code docs}, in the order in which a newcomer reads them. */
    public static List<Document> all() {
        var documents = new ArrayList<Document>();
        documents.add(read(Path.of("README.md")));
        for (var folder : List.of("tutorials", "how-to", "reference", "explanation")) {
            documents.addAll(below(Path.of("docs", folder)));
        }
        below(Path.of("docs")).stream()
                .filter(document ->
                        documents.stream().noneMatch(known -> known.path().equals(document.path())))
                .forEach(documents::add);
        documents.add(read(Path.of("CONTRIBUTING.md")));
        return documents;
    }

    private static List<Document> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(Document::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Document read(Path path) {
        try {
            return of(path, Files.readAllLines(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Document of(Path path, List<String> lines) {
        var blocks = new ArrayList<Block>();
        var prose = new ArrayList<String>();
        for (var number = 0; number < lines.size(); number++) {
            var fence = FENCE.matcher(lines.get(number).strip());
            if (fence.matches()) {
                var begin = number;
                var inside = new ArrayList<String>();
                while (!lines.get(++number).strip().equals(fence.group(1))) {
                    inside.add(lines.get(number));
                }
                blocks.add(new Block(path, begin + 1, fence.group(2).strip(), unindented(inside)));
            } else {
                prose.add(lines.get(number));
            }
        }
        return new Document(path, blocks, prose);
    }

    /** A block inside a list stands a little to the right. */
    private static String unindented(List<String> lines) {
        return String.join("\n", lines).stripIndent() + "\n";
    }

    /** Where its links lead that lead to a file or a heading of the repository. */
    List<String> links() {
        return prose.stream()
                .map(line -> line.replaceAll("`[^`]*`", ""))
                .flatMap(line -> LINK.matcher(line).results().map(link -> link.group(1)))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .toList();
    }

    /** What a link may name behind {@code #}: the headings as GitHub writes them. */
    Set<String> anchors() {
        var anchors = new HashSet<String>();
        var seen = new HashMap<String, Integer>();
        for (var line : prose) {
            var heading = HEADING.matcher(line);
            if (heading.matches()) {
                var anchor = anchor(heading.group(1));
                var before = seen.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + "-" + before);
            }
        }
        return anchors;
    }

    private static String anchor(String heading) {
        return heading.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
