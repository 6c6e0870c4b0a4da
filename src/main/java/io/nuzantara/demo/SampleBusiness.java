package io.nuzantara.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * An invented service office in Bali: its clients, what they bought, when they were in touch and what they wrote, in
 * English, Italian and Indonesian. Everything follows from a seed and the time it is told from.
 */
public final class SampleBusiness {

    /** Clients of a demo nobody asked to be larger or smaller. */
    public static final int DEFAULT_CLIENTS = 400;

    /** The files written, in the order they are imported. */
    static final List<String> FILES =
            List.of("clients.csv", "practices.csv", "interactions.csv", "conversations.jsonl");

    private static final int FEWEST_CLIENTS = 10;
    private static final int MOST_CLIENTS = 9_999;

    private final Catalogue catalogue = Catalogue.load();
    private final Map<Language, Phrases> phrases = new EnumMap<>(Language.class);

    public SampleBusiness() {
        for (var language : Language.values()) {
            phrases.put(language, Phrases.of(language));
        }
    }

    /**
     * Writes {@code clients.csv}, {@code practices.csv}, {@code interactions.csv} and {@code conversations.jsonl} in the
     * import formats. The same seed, time and size give the same bytes.
     *
     * @param directory where the files go; made where it is missing
     * @param now all instants lie before it; whole seconds count
     * @param clients 10 to 9,999
     * @throws UncheckedIOException when the directory cannot be written
     */
    public Planted write(Path directory, long seed, Instant now, int clients) {
        if (clients < FEWEST_CLIENTS || clients > MOST_CLIENTS) {
            throw new IllegalArgumentException("a sample business has 10 to 9,999 clients, not " + clients);
        }
        var time = now.truncatedTo(ChronoUnit.SECONDS);
        var sample = Sample.of(catalogue, phrases, new SplittableRandom(seed), time, clients);
        try {
            Files.createDirectories(directory);
            sample.writeTo(new CanonicalFiles(directory, time));
        } catch (IOException e) {
            throw new UncheckedIOException("the sample business cannot be written to " + directory, e);
        }
        return planted(sample, time);
    }

    private Planted planted(Sample sample, Instant now) {
        return new Planted(sample.counts(), drivers(), sample.quietClients(), sample.optedOut(), changedFacts(now));
    }

    private static List<Planted.PlantedDriver> drivers() {
        return Arrays.stream(Driver.values())
                .map(driver -> new Planted.PlantedDriver(
                        driver.feature(), driver.share(Verdict.HIGH), driver.share(Verdict.LOW)))
                .toList();
    }

    private List<Planted.ChangedFact> changedFacts(Instant now) {
        var facts = new ArrayList<Planted.ChangedFact>();
        for (var change : Change.values()) {
            var offer = catalogue.offer(change.offer());
            facts.add(new Planted.ChangedFact(
                    change.offer(),
                    change.predicate().name().toLowerCase(Locale.ROOT),
                    change.before(),
                    switch (change.predicate()) {
                        case COSTS -> offer.price().longValueExact();
                        case TAKES -> offer.days();
                    },
                    change.at(now)));
        }
        return facts;
    }
}
