package io.nuzantara.orchestrator;

import io.nuzantara.alert.Alert;
import io.nuzantara.alert.Alert.Severity;
import io.nuzantara.alert.Alerts;
import io.nuzantara.api.AgentsStatus;
import io.nuzantara.build.Build;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a cycle back until the agents service answers: the first of a process for minutes, so that services may start in any order,
 * each later one as long as a restart of the service takes. The first one also waits for a service that is not older than this
 * process, which comes while a release is being deployed. After that a service that does not answer is a finding of the cycle.
 */
final class AgentsReady {

    private static final Logger log = LoggerFactory.getLogger(AgentsReady.class);
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final String OLDER = "agents-older";

    private final AgentsClient agents;
    private final Alerts alerts;
    private final Build build;
    private final Duration atFirst;
    private final Duration later;
    private final Clock clock;
    private final Pause pause;
    private volatile boolean known;

    AgentsReady(
            AgentsClient agents,
            Alerts alerts,
            Build build,
            Duration atFirst,
            Duration later,
            Clock clock,
            Pause pause) {
        this.agents = agents;
        this.alerts = alerts;
        this.build = build;
        this.atFirst = atFirst;
        this.later = later;
        this.clock = clock;
        this.pause = pause;
    }

    /** What came of one look at the service. */
    private sealed interface Look {
        /** It can be worked with, or refuses us however long we wait. */
        record Ready() implements Look {}

        /** It does not answer. */
        record Silent(String reason) implements Look {}

        /** It answers, but is of an earlier release than this process. */
        record Older(String version) implements Look {}
    }

    /** Returns when the service has answered, refused the caller, or the time is over. */
    void await() {
        var limit = known ? later : atFirst;
        var end = clock.instant().plus(limit);
        for (var look = look(); lacking(look).isPresent(); look = look()) {
            if (!clock.instant().isBefore(end)) {
                giveUp(look, limit);
                break;
            }
            log.info("The cycle waits for the agents service: {}", lacking(look).orElseThrow());
            pause.forAbout(BETWEEN);
        }
        known = true;
    }

    private Look look() {
        return switch (agents.knock()) {
            case Answer.Given<AgentsStatus>(var status) -> ofAge(status.version());
            case Answer.Refused<AgentsStatus> _ -> new Look.Ready();
            case Answer.Missing<AgentsStatus>(var reason) -> new Look.Silent(reason);
        };
    }

    private Look ofAge(String version) {
        if (build.isNewerThan(version)) {
            return new Look.Older(version);
        }
        alerts.recover(OLDER);
        return new Look.Ready();
    }

    /** What a cycle would still wait for; empty = nothing. Only the first one waits for a newer release. */
    private Optional<String> lacking(Look look) {
        return switch (look) {
            case Look.Ready() -> Optional.empty();
            case Look.Silent(var reason) -> Optional.of(reason);
            case Look.Older(var version) -> known ? Optional.empty() : Optional.of("it is still of version " + version);
        };
    }

    private void giveUp(Look look, Duration limit) {
        switch (look) {
            case Look.Ready() -> {}
            case Look.Silent(var reason) ->
                log.warn(
                        "The agents service did not answer within {}: {}. Check BACKEND_RAG_URL.",
                        Words.duration(limit),
                        reason);
            case Look.Older(var version) -> alerts.raise(older(version));
        }
    }

    private Alert older(String version) {
        return new Alert(
                Severity.WARNING,
                OLDER,
                "Agents service is older than the orchestrator",
                "It is of version %s, this orchestrator of %s. Cycles go on. Deploy the agents first: finish their deployment, or take the orchestrator back to their version."
                        .formatted(version, build.version()),
                "/");
    }
}
