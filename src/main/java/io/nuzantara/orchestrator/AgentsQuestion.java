package io.nuzantara.orchestrator;

import io.micrometer.observation.ObservationRegistry;
import io.nuzantara.api.AgentsStatus;
import io.nuzantara.database.StartRefused;
import io.nuzantara.environment.ServiceAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** Asks the agents service for its status as the orchestrator would, also before an orchestrator has started. */
public final class AgentsQuestion {

    private AgentsQuestion() {}

    /**
     * Asks once, and once more to measure.
     *
     * @param address as {@code BACKEND_RAG_URL} writes it
     * @param token asked at each call
     * @param json as the service reads and writes it
     * @param timeout to the end of each answer
     */
    public static AgentsLink ask(
            String address, Supplier<String> token, JsonMapper json, Duration timeout, Clock clock) {
        try {
            var parsed = ServiceAddress.parse("BACKEND_RAG_URL", address);
            var retries = new Retries(clock, new Random(), Pause.sleeping());
            var client = new AgentsClient(() -> parsed, token, json, retries, ObservationRegistry.NOOP, clock, timeout);
            return understood(client.knock(), client, clock);
        } catch (StartRefused e) {
            return new AgentsLink.Misconfigured(e.sentence());
        }
    }

    private static AgentsLink understood(Answer<AgentsStatus> first, AgentsClient client, Clock clock) {
        return switch (first) {
            case Answer.Given<AgentsStatus>(var status) ->
                new AgentsLink.Answered(status.version(), status.agents().size(), took(client, clock));
            case Answer.Refused<AgentsStatus>(var _, var detail, var _) -> new AgentsLink.Refused(detail);
            case Answer.Missing<AgentsStatus>(var reason) -> new AgentsLink.Unreachable(reason);
        };
    }

    private static Duration took(AgentsClient client, Clock clock) {
        var before = clock.instant();
        client.knock();
        return Duration.between(before, clock.instant());
    }
}
