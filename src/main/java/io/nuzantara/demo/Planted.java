package io.nuzantara.demo;

import java.time.Instant;
import java.util.List;

/**
 * What the sample business holds and which effects were planted in it.
 *
 * @param counts how much was written
 * @param drivers what makes conversations liked, and by how much
 * @param quietClients ids of good clients nobody has heard of for more than 30 days: who is about to leave
 * @param optedOut id of the client who asked not to be written to
 * @param changedFacts facts about services that became different
 */
public record Planted(
        Counts counts,
        List<PlantedDriver> drivers,
        List<String> quietClients,
        String optedOut,
        List<ChangedFact> changedFacts) {

    public Planted {
        drivers = List.copyOf(drivers);
        quietClients = List.copyOf(quietClients);
        changedFacts = List.copyOf(changedFacts);
    }

    /** Rows by kind; {@code high} conversations are rated 4 or 5, {@code low} ones 1 or 2. */
    public record Counts(int clients, int practices, int interactions, int conversations, int high, int low) {}

    /**
     * A way of answering that well and badly rated conversations differ in.
     *
     * @param feature the conversation feature that shows it
     * @param highShare share of the well rated conversations that have it
     * @param lowShare share of the badly rated ones
     */
    public record PlantedDriver(String feature, double highShare, double lowShare) {}

    /**
     * A fact with two values over time.
     *
     * @param offer the service's code, the type of its practices
     * @param predicate {@code costs} (whole rupiah) or {@code takes} (days)
     * @param changedAt from when the second value is said
     */
    public record ChangedFact(String offer, String predicate, long before, long after, Instant changedAt) {}
}
