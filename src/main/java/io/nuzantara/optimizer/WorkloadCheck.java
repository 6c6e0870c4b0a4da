package io.nuzantara.optimizer;

import io.nuzantara.telemetry.Delta;
import io.nuzantara.telemetry.Endpoints;
import io.nuzantara.telemetry.Missing;
import io.nuzantara.telemetry.SystemLoad;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** The rules about what happened: statements, endpoints, load, and what could not be collected. */
@Component
class WorkloadCheck {

    static final String COLLECTION = "collection";

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LOAD = Duration.ofMinutes(10);

    private final Endpoints endpoints;
    private final SystemLoad load;

    WorkloadCheck(Endpoints endpoints, SystemLoad load) {
        this.endpoints = endpoints;
        this.load = load;
    }

    Checked run(Delta delta, List<Missing> missing) {
        return collection(missing)
                .and(StatementRules.check(delta))
                .and(EndpointRules.check(endpoints.window(HOUR), endpoints.window(DAY)))
                .and(LoadRules.check(load.mean(LOAD), load.caches(DAY)));
    }

    private static Checked collection(List<Missing> missing) {
        return Checked.found(COLLECTION, missing.stream().map(lack -> {
            var figures = Finding.figures("%s", lack.what()).with("fix", lack.fix());
            return new Finding(COLLECTION, Severity.MEDIUM, lack.code(), figures.all());
        }));
    }
}
