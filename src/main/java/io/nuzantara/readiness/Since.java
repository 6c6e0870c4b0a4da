package io.nuzantara.readiness;

import io.nuzantara.readiness.check.Round.Found;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Since when rows are as they are: from the database while there is one, else what this process has seen. */
final class Since {

    private static final Logger log = LoggerFactory.getLogger(Since.class);

    private final Supplier<Optional<StateRows>> rows;
    private final boolean reading;
    private Map<String, Seen> seen = Map.of();

    private record Seen(String state, Instant since) {}

    /**
     * @param rows empty while the database does not answer
     * @param reading whether nothing may be written
     */
    Since(Supplier<Optional<StateRows>> rows, boolean reading) {
        this.rows = rows;
        this.reading = reading;
    }

    /** By row. */
    synchronized Map<String, Instant> of(List<Found> found, Instant now) {
        var states = states(found);
        var since = new HashMap<String, Instant>();
        states.forEach((id, state) -> since.put(id, seenSince(id, state, now)));
        since.putAll(remembered(states, now));
        seen = states.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, row -> new Seen(row.getValue(), since.getOrDefault(row.getKey(), now))));
        return since;
    }

    private static Map<String, String> states(List<Found> found) {
        return found.stream()
                .collect(Collectors.toMap(
                        row -> row.check().id(),
                        row -> row.verdict().state(),
                        (first, _) -> first,
                        LinkedHashMap::new));
    }

    private Instant seenSince(String id, String state, Instant now) {
        var before = seen.get(id);
        return before != null && before.state().equals(state) ? before.since() : now;
    }

    /** A history that cannot be kept costs the times, never the matrix. */
    private Map<String, Instant> remembered(Map<String, String> states, Instant now) {
        try {
            return rows.get()
                    .map(kept -> reading ? kept.known(states) : kept.remember(states, now))
                    .orElse(Map.of());
        } catch (DataAccessException e) {
            log.debug("The states of the readiness matrix cannot be remembered", e);
            return Map.of();
        }
    }
}
