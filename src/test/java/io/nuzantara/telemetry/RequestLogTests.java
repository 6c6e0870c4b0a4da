package io.nuzantara.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuzantara.database.TestDatabase;
import io.nuzantara.security.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;

class RequestLogTests {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final String HOSTILE = "/x/$(touch /tmp/pwned)`id`\";drop table api_request_logs--";

    private static TestDatabase database;
    private JdbcClient jdbc;
    private RequestLog requests;
    private RequestLogFilter filter;

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.create();
    }

    @BeforeEach
    void setUp() {
        jdbc = database.jdbc();
        jdbc.sql("DELETE FROM api_request_logs").update();
        requests = new RequestLog(new JdbcTemplate(database.dataSource()));
        filter = new RequestLogFilter(requests, CLOCK);
    }

    @Test
    void theRouteIsStoredAndNeverTheRawPath() throws Exception {
        answer("GET", HOSTILE, "/api/things/{id}", 200);
        answer("GET", HOSTILE, null, 404);
        requests.flush();

        assertThat(texts("SELECT endpoint FROM api_request_logs ORDER BY id")).isEqualTo("/api/things/{id},(none)");
        assertThat(texts("SELECT status_code FROM api_request_logs ORDER BY id"))
                .isEqualTo("200,404");
    }

    @Test
    void aMethodThatIsNoneOfHttpIsNotStoredAsItCame() throws Exception {
        answer("$(reboot)", "/", "/", 405);
        requests.flush();

        assertThat(texts("SELECT method FROM api_request_logs")).isEqualTo("OTHER");
    }

    @Test
    void anExceptionThatNobodyHandledIsAnError() {
        var request = new MockHttpServletRequest("POST", "/api/x");
        FilterChain broken = (req, res) -> {
            throw new ServletException("broken");
        };

        assertThatThrownBy(() -> filter.doFilter(request, new MockHttpServletResponse(), broken))
                .isInstanceOf(ServletException.class);
        requests.flush();

        assertThat(texts("SELECT status_code FROM api_request_logs")).isEqualTo("500");
    }

    @Test
    void probesAreNotMeasured() throws Exception {
        answer("GET", "/livez", "/livez", 200);
        requests.flush();

        assertThat(texts("SELECT count(*) FROM api_request_logs")).isEqualTo("0");
    }

    @Test
    void answersThatWaitedOnRequestAndRefusalsOfAStopAreNotMeasured() throws Exception {
        answer(503, (request, response) -> request.setAttribute(Problem.CODE_ATTRIBUTE, "stopped"));
        answer(200, (request, response) -> response.setHeader("Preference-Applied", "wait=60"));
        answer(503, (request, response) -> request.setAttribute(Problem.CODE_ATTRIBUTE, "database-unavailable"));
        requests.flush();

        assertThat(texts("SELECT status_code FROM api_request_logs")).isEqualTo("503");
    }

    private void answer(int status, BiConsumer<MockHttpServletRequest, MockHttpServletResponse> work) throws Exception {
        filter.doFilter(new MockHttpServletRequest("POST", "/"), new MockHttpServletResponse(), (req, res) -> {
            ((MockHttpServletResponse) res).setStatus(status);
            work.accept((MockHttpServletRequest) req, (MockHttpServletResponse) res);
        });
    }

    @Test
    void aFullQueueDropsAndCountsInsteadOfWaiting() {
        for (var entry = 0; entry < 20_003; entry++) {
            requests.add(new RequestLog.Entry("/", "GET", 200, 1, NOON));
        }
        assertThat(requests.dropped()).isEqualTo(3);

        requests.flush();
        assertThat(texts("SELECT count(*) FROM api_request_logs")).isEqualTo("20000");
    }

    @Test
    void theFiguresOfAnEndpointAreThoseOfItsRequestsInTheWindow() {
        for (var millis = 1; millis <= 100; millis++) {
            requests.add(new RequestLog.Entry("/a", "GET", millis > 92 ? 503 : 200, millis, NOON.minusSeconds(millis)));
        }
        requests.add(new RequestLog.Entry("/b", "GET", 200, 5, NOON));
        requests.add(new RequestLog.Entry("/a", "GET", 500, 9_000, NOON.minus(Duration.ofHours(2))));
        requests.flush();

        var window = TestTelemetry.endpoints(database.dataSource(), CLOCK).window(Duration.ofHours(1));

        var slowest = window.endpoints().getFirst();
        assertThat(slowest.endpoint()).isEqualTo("/a");
        assertThat(slowest.requests()).isEqualTo(100);
        assertThat(slowest.avgMs()).isEqualTo(50.5);
        assertThat(slowest.p95Ms()).isEqualTo(95.05);
        assertThat(slowest.p99Ms()).isEqualTo(99.01);
        assertThat(slowest.errorShare()).isEqualTo(0.08);
        assertThat(window.overall())
                .hasValueSatisfying(all -> assertThat(all.requests()).isEqualTo(101));
    }

    @Test
    void withoutRequestsNothingIsKnown() {
        var window = TestTelemetry.endpoints(database.dataSource(), CLOCK).window(Duration.ofHours(1));

        assertThat(window.overall()).isEmpty();
        assertThat(window.endpoints()).isEmpty();
    }

    private void answer(String method, String path, @org.jspecify.annotations.Nullable String route, int status)
            throws Exception {
        var request = new MockHttpServletRequest(method, path);
        if (route != null) {
            request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, route);
        }
        filter.doFilter(
                request,
                new MockHttpServletResponse(),
                (req, res) -> ((MockHttpServletResponse) res).setStatus(status));
    }

    private String texts(String sql) {
        return String.join(
                ",", jdbc.sql(sql).query((row, number) -> row.getString(1)).list());
    }
}
