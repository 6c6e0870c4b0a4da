package io.nuzantara.security.web;

import io.nuzantara.security.shedding.Gate;
import io.nuzantara.security.shedding.SheddingSettings;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Which gate a request has to pass. People, readers and writers have gates of their own, so that a flood of one kind leaves the
 * others their places. Probes and files pass none: the first must be answered whatever happens, the second cost next to nothing.
 */
@Component
class Gates {

    private static final Set<String> PROBES = Set.of(Chains.PROBES);
    private static final String[] FILES = {"/webjars/", "/css/", "/js/", "/icons/"};
    private static final Set<String> READING = Set.of("GET", "HEAD");

    /** Read, but with a model: that may take as long as a change. */
    private static final String PLAN = "/api/orchestrator/plan";

    private final Gate people;
    private final Gate reads;
    private final Gate changes;

    Gates(SheddingSettings settings) {
        people = new Gate(settings.peopleAtWork(), settings.peopleWaiting(), settings.patience());
        reads = new Gate(settings.readsAtWork(), settings.readsWaiting(), settings.patience());
        changes = new Gate(settings.changesAtWork(), settings.changesWaiting(), settings.patience());
    }

    /** The gate for this request; empty = none. */
    Optional<Gate> of(String method, String path) {
        if (PROBES.contains(path) || Stream.of(FILES).anyMatch(path::startsWith)) {
            return Optional.empty();
        }
        if (!READING.contains(method) || path.equals(PLAN)) {
            return Optional.of(changes);
        }
        return Optional.of(path.startsWith("/api/") ? reads : people);
    }

    /** Every gate by its name in the meters. */
    Map<String, Gate> all() {
        return Map.of("people", people, "reads", reads, "changes", changes);
    }
}
