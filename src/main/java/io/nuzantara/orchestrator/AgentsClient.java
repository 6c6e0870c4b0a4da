package io.nuzantara.orchestrator;

import io.micrometer.observation.ObservationRegistry;
import io.nuzantara.api.AgentsApi;
import io.nuzantara.api.AgentsStatus;
import io.nuzantara.api.ExecutionView;
import io.nuzantara.http.RetryAfter;
import io.nuzantara.orchestrator.Retries.Try;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The agents service over HTTP, the only way the orchestrator reaches an agent. A call is answered, refused or missing; it never
 * throws for what the network or the other side does.
 */
final class AgentsClient {

    private static final Duration RETRY_WITHIN = Duration.ofSeconds(60);

    /** A service that is busy may ask a start to wait longer than the repeats take, but no longer than this. */
    private static final Duration LONGEST_WISH = Duration.ofMinutes(5);

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int TOO_MANY_REQUESTS = 429;

    private final Supplier<AgentsApi> agents;
    private final Retries retries;
    private final Circuit circuit;
    private final JsonMapper json;
    private final RetryAfter retryAfter;

    /**
     * A client of the service at this address.
     *
     * @param address asked at the first call, when this process knows its own port
     * @param token asked at each call, so that it can be rotated
     * @param observations each call is one, and carries the trace it belongs to
     */
    AgentsClient(
            Supplier<URI> address,
            Supplier<String> token,
            JsonMapper json,
            Retries retries,
            ObservationRegistry observations,
            Clock clock) {
        this(address, token, json, retries, observations, clock, ANSWER);
    }

    AgentsClient(
            Supplier<URI> address,
            Supplier<String> token,
            JsonMapper json,
            Retries retries,
            ObservationRegistry observations,
            Clock clock,
            Duration answerWithin) {
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        this.agents = SingletonSupplier.of(
                () -> AgentsHttp.proxy(address.get(), token, this.json, observations, answerWithin));
        this.retries = retries;
        this.circuit = new Circuit(clock);
        this.retryAfter = new RetryAfter(clock, LONGEST_WISH);
    }

    /** The same client for somebody whose repeats are not taken from the others. */
    AgentsClient with(Retries own) {
        return new AgentsClient(agents, own, circuit, json, retryAfter);
    }

    private AgentsClient(
            Supplier<AgentsApi> agents, Retries retries, Circuit circuit, JsonMapper json, RetryAfter retryAfter) {
        this.agents = agents;
        this.retries = retries;
        this.circuit = circuit;
        this.json = json;
        this.retryAfter = retryAfter;
    }

    /** Whether the last calls failed, so that no call is made now. */
    boolean isCutOff() {
        return circuit.isOpen();
    }

    /** What the service says about all agents; asked however the calls before went. */
    Answer<AgentsStatus> status(Duration within) {
        return retries.within(within, () -> circuit.probe(this::tryStatus));
    }

    /** One question, to see whether the service is there. */
    Answer<AgentsStatus> knock() {
        return status(Duration.ZERO);
    }

    private Try<AgentsStatus> tryStatus() {
        return attempt(() -> agents.get().status(), Understood::isWhole);
    }

    /** Starts an execution; the same key always gives the same execution, so a repeat is safe. */
    Answer<ExecutionView> start(String agent, Map<String, Long> parameters, String key) {
        @Nullable Map<String, Object> body = parameters.isEmpty() ? null : Map.copyOf(parameters);
        return retries.within(
                RETRY_WITHIN,
                LONGEST_WISH,
                () -> circuit.through(() -> attempt(
                        () -> agents.get()
                                .run(agent, new LinkedMultiValueMap<>(), body, key, null)
                                .getBody(),
                        view -> Understood.isOf(view, agent.replace('-', '_')))));
    }

    /** Where an execution stands; asked once, since whoever watches asks again anyway. */
    Answer<ExecutionView> execution(UUID id) {
        return retries.within(
                Duration.ZERO,
                () -> circuit.through(() -> attempt(
                        () -> agents.get().execution(id.toString()).getBody(), view -> Understood.is(view, id))));
    }

    private <T> Try<T> attempt(Supplier<@Nullable T> call, Predicate<T> understood) {
        try {
            var value = call.get();
            return value != null && understood.test(value)
                    ? new Try.Done<>(new Answer.Given<>(value))
                    : again("its answer could not be understood");
        } catch (RestClientResponseException e) {
            return answered(e);
        } catch (ResourceAccessException e) {
            throwIfStopping(e);
            return e.getCause() instanceof WholeAnswers.Redirected
                    ? refused(
                            "redirect",
                            "The agents service answered with a redirect, which is not followed: check BACKEND_RAG_URL.")
                    : again(AgentsHttp.trouble(e));
        } catch (RestClientException e) {
            throwIfStopping(e);
            return again("its answer could not be read");
        }
    }

    /** A call that our own end broke says nothing about the service. */
    private static void throwIfStopping(RestClientException e) {
        if (Thread.currentThread().isInterrupted()) {
            throw new Pause.Interrupted(e);
        }
    }

    private <T> Try<T> answered(RestClientResponseException e) {
        var status = e.getStatusCode().value();
        var problem = problem(e.getResponseBodyAsString());
        var code = text(problem, "code").orElse("http-" + status);
        var busy = status == TOO_MANY_REQUESTS;
        if ((busy || status >= 500) && !code.equals("stopped")) {
            return new Try.Again<>("it answered HTTP " + status, retryAfter(e), !busy);
        }
        var detail = text(problem, "detail").orElse("The agents service answered HTTP " + status + ".");
        return new Try.Done<>(
                new Answer.Refused<>(code, detail, text(problem, "execution_id").flatMap(AgentsClient::id)));
    }

    private Optional<Duration> retryAfter(RestClientResponseException e) {
        var headers = e.getResponseHeaders();
        return headers == null ? Optional.empty() : retryAfter.read(headers.getFirst(HttpHeaders.RETRY_AFTER));
    }

    private JsonNode problem(String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            return json.createObjectNode();
        }
    }

    private static Optional<String> text(JsonNode problem, String name) {
        var value = problem.path(name);
        return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static <T> Try<T> again(String reason) {
        return new Try.Again<>(reason, Optional.empty(), true);
    }

    private static <T> Try<T> refused(String code, String detail) {
        return new Try.Done<>(new Answer.Refused<>(code, detail, Optional.empty()));
    }
}
