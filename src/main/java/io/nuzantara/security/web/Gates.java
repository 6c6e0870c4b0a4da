package io.nuzantara.security.web;

import io.nuzantara.http.OpenPaths;
import io.nuzantara.security.shedding.Gate;
import io.nuzantara.security.shedding.SheddingSettings;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Which gate a request has to pass. People, readers and writers have gates of their own, so that a flood of one kind leaves the
 * others their places. Probes, files and the emergency stop pass none: the first must be answered whatever happens, the second cost
 * next to nothing, and the third is for the very moment in which everything is full.
 */
@Component
class Gates {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private static final Set<String> SWITCH = Set.of("/api/stop", "/api/resume");

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
        if (OpenPaths.isProbe(path) || OpenPaths.isFile(path) || SWITCH.contains(path)) {
            return Optional.empty();
        }
        if (!isOfMachines(path)) {
            return Optional.of(people);
        }
        return Optional.of(READING.contains(method) && !path.equals(PLAN) ? reads : changes);
    }

    private static boolean isOfMachines(String path) {
        return path.startsWith("/api/") || path.equals("/mcp");
    }

    /** Every gate by its name in the meters. */
    Map<String, Gate> all() {
        return Map.of("people", people, "reads", reads, "changes", changes);
    }
}
