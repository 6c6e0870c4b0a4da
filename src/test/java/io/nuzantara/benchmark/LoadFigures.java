package io.nuzantara.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the samples of one phase say. */
final class LoadFigures {

    private static final double IN_TIME = 250;

    private final LoadPlan.Phase phase;
    private final List<LoadSample> samples;

    LoadFigures(LoadPlan.Phase phase, List<LoadSample> all) {
        this.phase = phase;
        this.samples = all.stream()
                .filter(sample -> sample.phase().equals(phase.name()))
                .toList();
    }

    /** Of a phase in which all shall be answered in time. */
    List<Figure> ofNormalLoad() {
        var figures = new ArrayList<Figure>();
        figures.add(Figure.of(label("answered"), count(LoadSample::isAnswered), "requests"));
        figures.add(new Figure(label("refused"), count(LoadSample::isRefused), "requests", "0"));
        figures.add(new Figure(label("timeouts, errors, other answers"), others(), "requests", "0"));
        figures.add(Figure.of(label("p50"), quantile(LoadSample::isAnswered, 0.5), "ms"));
        figures.add(Figure.of(label("p90"), quantile(LoadSample::isAnswered, 0.9), "ms"));
        figures.add(new Figure(label("p99"), quantile(LoadSample::isAnswered, 0.99), "ms", "<= 250"));
        figures.add(Figure.of(label("slowest"), quantile(LoadSample::isAnswered, 1), "ms"));
        return figures;
    }

    /** Of a phase that asks for too much. */
    List<Figure> ofOverload() {
        return List.of(
                Figure.of(label("200"), count(LoadSample::isAnswered), "requests"),
                Figure.of(label("429"), count(sample -> sample.status() == 429), "requests"),
                Figure.of(label("503"), count(sample -> sample.status() == 503), "requests"),
                new Figure(
                        label("refused without Retry-After"),
                        count(sample -> sample.isRefused() && !sample.retryAfter()),
                        "requests",
                        "0"),
                new Figure(label("timeouts, errors, other answers"), others(), "requests", "0"),
                new Figure(label("answered, p99"), quantile(LoadSample::isAnswered, 0.99), "ms", "<= 1000"),
                Figure.of(label("refused, p50"), quantile(LoadSample::isRefused, 0.5), "ms"),
                new Figure(label("refused, p99"), quantile(LoadSample::isRefused, 0.99), "ms", "<= 50"));
    }

    /** Of the phase after an overload: the seconds until every second was normal again. */
    Figure recovery() {
        var seconds =
                samples.stream().collect(Collectors.groupingBy(LoadSample::second, TreeMap::new, Collectors.toList()));
        var lastBad = seconds.entrySet().stream()
                .filter(second -> !isNormal(second.getValue()))
                .mapToInt(java.util.Map.Entry::getKey)
                .max()
                .orElse(-1);
        return new Figure(label("normal again after"), lastBad + 1, "s", "<= 10");
    }

    private static boolean isNormal(List<LoadSample> second) {
        return second.stream().allMatch(LoadSample::isAnswered)
                && Figure.quantile(
                                second.stream().mapToDouble(LoadSample::millis).toArray(), 0.99)
                        <= IN_TIME;
    }

    /** The p99 of each address that was read. */
    List<Figure> byPath() {
        return samples.stream()
                .filter(LoadSample::isAnswered)
                .collect(Collectors.groupingBy(sample -> route(sample.path()), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(path -> Figure.of(
                        label("p99 of GET " + path.getKey()),
                        Figure.quantile(
                                path.getValue().stream()
                                        .mapToDouble(LoadSample::millis)
                                        .toArray(),
                                0.99),
                        "ms"))
                .toList();
    }

    private static String route(String path) {
        return path.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "{id}").replaceAll("\\?.*", "");
    }

    private String label(String figure) {
        return phase.name() + ": " + figure;
    }

    private double others() {
        return count(sample -> !sample.isAnswered() && !sample.isRefused());
    }

    private double count(Predicate<LoadSample> kind) {
        return samples.stream().filter(kind).count();
    }

    private double quantile(Predicate<LoadSample> kind, double share) {
        var millis =
                samples.stream().filter(kind).mapToDouble(LoadSample::millis).toArray();
        return millis.length == 0 ? 0 : Figure.quantile(millis, share);
    }
}
