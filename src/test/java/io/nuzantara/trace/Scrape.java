package io.nuzantara.trace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a running instance exports, in Prometheus' text format. */
record Scrape(Map<String, String> types, List<Series> series) {

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final String BUCKET = "le";

    /** One line without its number. */
    record Series(String name, Map<String, String> labels) {}

    static Scrape of(String text) {
        var types = new TreeMap<String, String>();
        text.lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" "))
                .forEach(words -> types.put(words[2], words[3]));
        return new Scrape(
                types,
                text.lines()
                        .filter(line -> !line.startsWith("#") && !line.isBlank())
                        .map(Scrape::series)
                        .toList());
    }

    private static Series series(String line) {
        var sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new IllegalArgumentException("no sample: " + line);
        }
        var labels = new LinkedHashMap<String, String>();
        if (sample.group(2) != null) {
            LABEL.matcher(sample.group(2)).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        }
        return new Series(sample.group(1), labels);
    }

    /** Every metric whose name begins so, with its type and its labels: {@code name type label,label}. */
    List<String> described(String prefix) {
        return types.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> "%s %s %s"
                        .formatted(entry.getKey(), entry.getValue(), String.join(",", familyLabels(entry.getKey())))
                        .strip())
                .toList();
    }

    private Set<String> familyLabels(String family) {
        return series.stream()
                .filter(one -> family(one.name()).filter(family::equals).isPresent())
                .flatMap(one -> one.labels().keySet().stream())
                .filter(label -> !label.equals(BUCKET))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<String> family(String name) {
        return types.containsKey(name)
                ? Optional.of(name)
                : Optional.of(name.replaceFirst("_(bucket|count|sum)$", "")).filter(types::containsKey);
    }

    boolean has(String name) {
        return series.stream().anyMatch(one -> one.name().equals(name));
    }

    Set<String> labels(String name) {
        return values(name).keySet();
    }

    /** The values of each label of a metric. */
    Map<String, Set<String>> values(String name) {
        var values = new TreeMap<String, Set<String>>();
        series.stream()
                .filter(one -> one.name().equals(name))
                .forEach(one -> one.labels()
                        .forEach((label, value) -> values.computeIfAbsent(label, _ -> new TreeSet<>())
                                .add(value)));
        return values;
    }

    boolean isGauge(String name) {
        return "gauge".equals(types.get(name));
    }
}
