package io.nuzantara.benchmark;

import io.nuzantara.database.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a start of the packaged program costs, from the directory that the image has, with its AOT cache and without. */
final class StartSuite implements Suite {

    private static final int STARTS = 3;
    private static final int CLIENTS = 400;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String shows() {
        return "CPU, time and memory of a start on existing data, with and without the AOT cache";
    }

    @Override
    public int run(BenchOptions options) {
        var figures = new Figures(this, options);
        try {
            var program = PreparedProgram.prepare(this);
            figures.add("size of the AOT cache (MB)", program.cacheSize() / 1e6);
            measure(program, existingData(options.seed()))
                    .forEach(figure -> figures.add(figure.label(), figure.value()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        figures.keep();
        return 0;
    }

    private static TestDatabase existingData(long seed) throws IOException {
        try (var application = new RunningApplication()) {
            SampleData.load(application, seed, CLIENTS);
            return application.database();
        }
    }

    /** In turn, so that a machine that gets busy spoils both; the first of each fills the caches of the system. */
    private static List<Figure> measure(PreparedProgram program, TestDatabase database) throws IOException {
        var with = new ArrayList<PreparedProgram.Started>();
        var without = new ArrayList<PreparedProgram.Started>();
        for (var number = 0; number <= STARTS; number++) {
            with.add(program.start(database, List.of()));
            without.add(program.start(database, List.of("-XX:AOTMode=off")));
        }
        return figures(with.subList(1, with.size()), without.subList(1, without.size()));
    }

    private static List<Figure> figures(List<PreparedProgram.Started> with, List<PreparedProgram.Started> without) {
        return List.of(
                new Figure("CPU until ready, with the cache: p50", median(with, s -> s.cpuSeconds()), "s", "<= 6"),
                Figure.of("CPU until ready, without it: p50", median(without, s -> s.cpuSeconds()), "s"),
                Figure.of("time until ready, with the cache: p50", median(with, s -> s.seconds()), "s"),
                Figure.of("time until ready, without it: p50", median(without, s -> s.seconds()), "s"),
                new Figure("resident memory, with the cache: p50", median(with, s -> s.residentMb()), "MB", "<= 350"),
                Figure.of("resident memory, without it: p50", median(without, s -> s.residentMb()), "MB"));
    }

    private static double median(
            List<PreparedProgram.Started> starts, ToDoubleFunction<PreparedProgram.Started> figure) {
        return Figure.median(starts.stream().mapToDouble(figure).toArray());
    }
}
