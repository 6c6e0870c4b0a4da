package io.nuzantara.orchestrator;

import io.micrometer.observation.ObservationRegistry;
import io.nuzantara.api.AgentsApi;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.databind.json.JsonMapper;

/** The agents' contract over HTTP with bounds: time to connect, time to the whole answer, its size; and what can go wrong in words. */
final class AgentsHttp {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    private AgentsHttp() {}

    /**
     * The contract at this address.
     *
     * @param token asked at each call, so that it can be rotated
     * @param answerWithin time to the end of an answer
     */
    static AgentsApi proxy(
            URI address,
            Supplier<String> token,
            JsonMapper json,
            ObservationRegistry observations,
            Duration answerWithin) {
        var http = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build());
        http.setReadTimeout(answerWithin);
        var client = RestClient.builder()
                .baseUrl(address)
                .requestFactory(http)
                .observationRegistry(observations)
                .configureMessageConverters(
                        converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(json)))
                .requestInitializer(request -> request.getHeaders().setBearerAuth(token.get()))
                .requestInterceptor(new WholeAnswers())
                .build();
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
                .build()
                .createClient(AgentsApi.class);
    }

    /** Why no answer came, in words without addresses. */
    static String trouble(ResourceAccessException e) {
        return switch (e.getCause()) {
            case HttpConnectTimeoutException _ -> "nothing answered within " + Words.duration(CONNECT);
            case HttpTimeoutException _ -> "no answer in time";
            case UnknownHostException _ -> "its name is not known";
            case ConnectException connect ->
                isUnresolved(connect) ? "its name is not known" : "the connection was refused";
            case SSLException _ -> "no trusted TLS connection could be made";
            case WholeAnswers.TooLarge _ -> "its answer was too large";
            case null, default -> "the connection broke";
        };
    }

    private static boolean isUnresolved(Throwable fault) {
        var root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof UnresolvedAddressException;
    }
}
