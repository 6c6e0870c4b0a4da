package io.nuzantara.security.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nuzantara.security.Caller;
import io.nuzantara.security.shedding.KnownTokens;
import io.nuzantara.security.shedding.SenderLimits;
import io.nuzantara.security.shedding.SheddingSettings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.servlet.ViewResolver;
import tools.jackson.databind.json.JsonMapper;

class SheddingFiltersTests {

    private static final String READ = "/api/nodes";
    private static final FilterChain ANSWER = (_, _) -> {};

    private final SheddingSettings settings = new SheddingSettings(10, 3, 10, 2, 1, 0, 1, 0, 1, 0, Duration.ZERO);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Gates gates = new Gates(settings);
    private final SheddingMeters meters = new SheddingMeters(registry, gates);
    private final ProblemWriter problems =
            new ProblemWriter(new JsonMapper(), new StaticListableBeanFactory().getBeanProvider(ViewResolver.class));
    private final KnownTokens tokens = new KnownTokens(Duration.ofMinutes(1), () -> 0);
    private final GateFilter gate = new GateFilter(gates, meters, problems, new Random(7));
    private final SenderFilter senders = new SenderFilter(
            new Senders(tokens, new ClientAddress(List.of(), false)),
            new SenderLimits(settings, new StandingTime()),
            meters,
            problems);

    @Test
    void aFullGateRefusesAtOnceAndSaysWhenToComeBack() throws Exception {
        whileOneIsAtWork("GET", READ, () -> {
            var refused = through("GET", READ);

            assertRefused(refused, 503, "overloaded");
            assertThat(refused.getHeader("Retry-After")).isIn("1", "2", "3");
            assertThat(registry.counter("nuzantara.http.shed", "reason", "process")
                            .count())
                    .isEqualTo(1);
        });

        assertThat(through("GET", READ).getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/nodes, GET /",
        "GET, /api/nodes, POST /api/tokens",
        "GET, /, GET /api/nodes",
        "POST, /api/tokens, GET /api/nodes",
        "POST, /api/tokens, POST /approvals/1/decision",
        "POST, /mcp, GET /",
        "POST, /api/tokens, POST /api/stop",
        "POST, /api/tokens, POST /api/resume",
        "GET, /api/orchestrator/plan, GET /api/orchestrator/cycles",
        "GET, /api/nodes, GET /livez",
        "GET, /, GET /css/nuzantara.css"
    })
    void aFloodOfOneKindLeavesTheOthersTheirs(String method, String path, String other) throws Exception {
        whileOneIsAtWork(method, path, () -> {
            var line = other.split(" ", -1);
            assertThat(through(line[0], line[1]).getStatus()).isEqualTo(200);
        });
    }

    @ParameterizedTest
    @CsvSource({"GET, /, POST /executions/1/retry", "POST, /mcp, POST /api/tokens"})
    void whatIsOfOneKindSharesItsPlaces(String method, String path, String other) throws Exception {
        whileOneIsAtWork(method, path, () -> {
            var line = other.split(" ", -1);
            assertThat(through(line[0], line[1]).getStatus()).isEqualTo(503);
        });
    }

    @Test
    void whateverHappensToARequestItsPlaceIsFreeAgain() throws Exception {
        FilterChain failing = (_, _) -> {
            throw new ServletException("broken");
        };
        for (var number = 0; number < 3; number++) {
            assertThatExceptionOfType(ServletException.class)
                    .isThrownBy(() -> gate.doFilter(request("GET", READ), new MockHttpServletResponse(), failing));
        }

        assertThat(through("GET", READ).getStatus()).isEqualTo(200);
    }

    @Test
    void anOpenStreamTakesNoPlaceAndItsContinuationNeedsNone() throws Exception {
        var stream = request("GET", READ);
        stream.setAsyncSupported(true);
        gate.doFilter(stream, new MockHttpServletResponse(), (request, _) -> request.startAsync());
        assertThat(stream.isAsyncStarted()).isTrue();

        whileOneIsAtWork("GET", READ, () -> {
            stream.setDispatcherType(DispatcherType.ASYNC);
            var continued = new MockHttpServletResponse();
            gate.doFilter(stream, continued, ANSWER);
            assertThat(continued.getStatus()).isEqualTo(200);
        });
    }

    @Test
    void aCallerThatAsksTooFastIsRefusedWhateverItsOtherHeadersSay() throws Exception {
        tokens.accepted("nzt_1", "nightly");
        for (var number = 0; number < 3; number++) {
            assertThat(asked(bearer("nzt_1")).getStatus()).isEqualTo(200);
        }

        var other = bearer("nzt_1");
        other.addHeader("X-Forwarded-For", "203.0.113.9");
        other.setRemoteAddr("203.0.113.9");
        var refused = asked(other);

        assertRefused(refused, 429, "too-many-requests");
        assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
        assertThat(registry.counter("nuzantara.http.shed", "reason", "sender").count())
                .isEqualTo(1);
    }

    @Test
    void tokensOfOneNameCountTogetherAndThoseOfAnotherApart() throws Exception {
        tokens.accepted("nzt_1", "nightly");
        tokens.accepted("nzt_2", "nightly");
        tokens.accepted("nzt_3", "other");
        for (var number = 0; number < 3; number++) {
            asked(bearer("nzt_1"));
        }

        assertThat(asked(bearer("nzt_2")).getStatus()).isEqualTo(429);
        assertThat(asked(bearer("nzt_3")).getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nzt_unknown"})
    void whoShowsNoValidTokenCountsByAddress(String token) throws Exception {
        for (var number = 0; number < 2; number++) {
            assertThat(asked(bearer(token + number)).getStatus()).isEqualTo(200);
        }

        assertThat(asked(bearer(token)).getStatus()).isEqualTo(429);
        var elsewhere = bearer(token);
        elsewhere.setRemoteAddr("198.51.100.2");
        assertThat(asked(elsewhere).getStatus()).isEqualTo(200);
    }

    @Test
    void aSignedInPersonCountsByName() throws Exception {
        for (var number = 0; number < 3; number++) {
            assertThat(asked(signedIn()).getStatus()).isEqualTo(200);
        }

        assertThat(asked(signedIn()).getStatus()).isEqualTo(429);
        assertThat(asked(request("GET", "/")).getStatus())
                .as("the address is not used up")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz", "/health"})
    void probesAreNeverRefused(String probe) throws Exception {
        for (var number = 0; number < 100; number++) {
            assertThat(asked(request("GET", probe)).getStatus()).isEqualTo(200);
        }
    }

    private interface Check {
        void check() throws Exception;
    }

    /** Makes the check while a request of this kind is held in the middle of its work. */
    private void whileOneIsAtWork(String method, String path, Check check) throws Exception {
        var inside = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        FilterChain held = (_, _) -> {
            inside.countDown();
            await(end);
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var worker = threads.submit(() -> {
                gate.doFilter(request(method, path), new MockHttpServletResponse(), held);
                return null;
            });
            inside.await();
            try {
                check.check();
            } finally {
                end.countDown();
            }
            worker.get();
        }
    }

    private static void await(CountDownLatch latch) throws ServletException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new ServletException(e);
        }
    }

    private MockHttpServletResponse through(String method, String path) throws ServletException, IOException {
        var response = new MockHttpServletResponse();
        gate.doFilter(request(method, path), response, ANSWER);
        return response;
    }

    private MockHttpServletResponse asked(MockHttpServletRequest request) throws ServletException, IOException {
        var response = new MockHttpServletResponse();
        senders.doFilter(request, response, ANSWER);
        return response;
    }

    private static MockHttpServletRequest request(String method, String path) {
        return new MockHttpServletRequest(method, path);
    }

    private static MockHttpServletRequest bearer(String token) {
        var request = request("GET", READ);
        request.addHeader("Authorization", "Bearer " + token);
        return request;
    }

    private static MockHttpServletRequest signedIn() {
        var request = request("GET", "/");
        var caller = SignedIn.as(new Caller("admin", Set.of()));
        request.getSession(true)
                .setAttribute(
                        HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                        new SecurityContextImpl(caller));
        return request;
    }

    private static void assertRefused(MockHttpServletResponse refused, int status, String code) throws IOException {
        assertThat(refused.getStatus()).isEqualTo(status);
        assertThat(refused.getContentType()).startsWith("application/problem+json");
        assertThat(refused.getContentAsString()).contains("\"code\":\"" + code + "\"");
    }

    /** Nothing is refilled. */
    private static final class StandingTime implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return 0;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
