package io.nuzantara.orchestrator;

import io.nuzantara.api.AgentsApi;
import io.nuzantara.api.AgentsStatus;
import io.nuzantara.api.ExecutionView;
import io.nuzantara.orchestrator.Retries.Try;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The agents service over HTTP, the only way the orchestrator reaches an agent. A call is answered, refused or missing; it never
 * throws for what the network or the other side does.
 */
final class AgentsClient {

    static final Duration RETRY_WITHIN = Duration.ofSeconds(60);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int TOO_MANY_REQUESTS = 429;

    private final Supplier<AgentsApi> agents;
    private final Retries retries;
    private final JsonMapper json;

    /**
     * A client of the service at this address.
     *
     * @param address asked at the first call, when this process knows its own port
     * @param token asked at each call, so that it can be rotated
     */
    AgentsClient(Supplier<URI> address, Supplier<String> token, JsonMapper json, Retries retries) {
        this(address, token, json, retries, ANSWER);
    }

    AgentsClient(
            Supplier<URI> address, Supplier<String> token, JsonMapper json, Retries retries, Duration answerWithin) {
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        this.agents = new Once<>(() -> proxy(address.get(), token, this.json, answerWithin));
        this.retries = retries;
    }

    private static AgentsApi proxy(URI address, Supplier<String> token, JsonMapper json, Duration answerWithin) {
        var http = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECT).build());
        http.setReadTimeout(answerWithin);
        var client = RestClient.builder()
                .baseUrl(address)
                .requestFactory(http)
                .configureMessageConverters(
                        converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(json)))
                .requestInitializer(request -> request.getHeaders().setBearerAuth(token.get()))
                .build();
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
                .build()
                .createClient(AgentsApi.class);
    }

    /** What the service says about all agents. */
    Answer<AgentsStatus> status(Duration within) {
        return retries.within(within, () -> attempt(() -> agents.get().status()));
    }

    /** Starts an execution; the same key always gives the same execution, so a repeat is safe. */
    Answer<ExecutionView> start(String agent, Map<String, Long> parameters, String key) {
        @Nullable Map<String, Object> body = parameters.isEmpty() ? null : Map.copyOf(parameters);
        return retries.within(
                RETRY_WITHIN,
                () -> attempt(() -> agents.get()
                        .run(agent, new LinkedMultiValueMap<>(), body, key, null)
                        .getBody()));
    }

    /** Where an execution stands. */
    Answer<ExecutionView> execution(UUID id) {
        return retries.within(
                RETRY_WITHIN,
                () -> attempt(() -> agents.get().execution(id.toString()).getBody()));
    }

    private <T> Try<T> attempt(Supplier<@Nullable T> call) {
        try {
            var value = call.get();
            return value == null ? again("its answer was empty") : new Try.Done<>(new Answer.Given<>(value));
        } catch (RestClientResponseException e) {
            return answered(e);
        } catch (ResourceAccessException e) {
            return again(trouble(e));
        } catch (RestClientException e) {
            return again("its answer could not be read");
        }
    }

    private <T> Try<T> answered(RestClientResponseException e) {
        var status = e.getStatusCode().value();
        var problem = problem(e.getResponseBodyAsString());
        var code = text(problem, "code").orElse("http-" + status);
        var transientTrouble = status == TOO_MANY_REQUESTS || status >= 500;
        if (transientTrouble && !code.equals("stopped")) {
            var headers = e.getResponseHeaders();
            var retryAfter = headers == null ? null : headers.getFirst(HttpHeaders.RETRY_AFTER);
            return new Try.Again<>("it answered HTTP " + status, Optional.ofNullable(retryAfter));
        }
        var detail = text(problem, "detail").orElse("The agents service answered HTTP " + status + ".");
        return new Try.Done<>(
                new Answer.Refused<>(code, detail, text(problem, "execution_id").flatMap(AgentsClient::id)));
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
        return new Try.Again<>(reason, Optional.empty());
    }

    private static String trouble(ResourceAccessException e) {
        return switch (e.getCause()) {
            case HttpConnectTimeoutException _ -> "nothing answered within " + Words.duration(CONNECT);
            case HttpTimeoutException _ -> "no answer within " + Words.duration(ANSWER);
            case ConnectException _ -> "the connection was refused";
            case null, default -> "the connection broke";
        };
    }
}
