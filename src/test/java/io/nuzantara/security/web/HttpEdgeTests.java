package io.nuzantara.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.database.DataDirectory;
import io.nuzantara.security.SignInLinks;
import io.nuzantara.security.TokenRequest;
import io.nuzantara.security.Tokens;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ApplicationTest
class HttpEdgeTests {

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Autowired
    ApplicationContext context;

    @Autowired
    DataDirectory data;

    @Autowired
    Tokens tokens;

    @Autowired
    SignInLinks links;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    @Autowired
    Clock clock;

    @Test
    void everyMappingOfTheApiAsksForAToken() throws IOException {
        var rows = apiRows();

        assertThat(rows).contains("GET /api/tokens", "POST /api/autonomous-agents/a/run");
        for (var row : rows) {
            var method = row.substring(0, row.indexOf(' '));
            var path = row.substring(row.indexOf(' ') + 1);
            for (var authorization :
                    List.of("X-Nothing: 0", "Authorization: Bearer garbage", "Authorization: Basic YTpi")) {
                var answer = RawRequest.send(port, method, path, authorization);
                assertThat(answer.status()).as("%s with %s", row, authorization).isEqualTo(401);
                assertProblem(answer, "unauthenticated");
                assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
                assertThat(answer.header("Set-Cookie")).isEmpty();
            }
        }
    }

    @Test
    void everyMappingOutsideTheApiSendsTheAnonymousToSignIn() throws IOException {
        var open = Set.of("/login", "/sign-in", "/error");
        for (var row : rows()) {
            var path = row.substring(row.indexOf(' ') + 1);
            if (row.startsWith("GET /")
                    && !path.startsWith("/api/")
                    && !open.contains(path)
                    && !path.startsWith("/help/")) {
                var answer = RawRequest.send(port, "GET", path, "Accept: text/html");
                assertThat(answer.status()).as(row).isEqualTo(303);
                assertThat(answer.header("Location")).isEqualTo("/login");
            }
        }
    }

    @Test
    void aTokenWithoutTheScopeIsNotAllowed() throws IOException {
        var reader = token("read");

        assertProblem(RawRequest.send(port, "GET", "/api/tokens", reader), "forbidden", 403);
        assertProblem(RawRequest.send(port, "POST", "/api/sign-in-links", reader), "forbidden", 403);
        assertThat(RawRequest.send(port, "GET", "/api/autonomous-agents/status", reader)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void tokenForOneAgentCannotStartAnother() throws IOException {
        var one = token("run:conversation_trainer");

        assertProblem(
                RawRequest.send(port, "POST", "/api/autonomous-agents/knowledge-graph-builder/run", one),
                "forbidden",
                403);
        assertThat(RawRequest.send(port, "POST", "/api/autonomous-agents/conversation-trainer/run", one)
                        .status())
                .isNotIn(401, 403);
    }

    @Test
    void cookieIsNoCredentialForTheApi() throws IOException {
        var cookie = signedIn();

        assertThat(RawRequest.send(port, "GET", "/login", cookie).status()).isEqualTo(302);
        assertProblem(RawRequest.send(port, "GET", "/api/tokens", cookie), "unauthenticated", 401);
    }

    @Test
    void tokenIsNoCredentialForThePages() throws IOException {
        var answer = RawRequest.send(port, "GET", "/", admin());

        assertThat(answer.status()).isEqualTo(303);
    }

    @Test
    void aTokenIsMadeListedAndRevokedOverHttp() throws Exception {
        try (var client = java.net.http.HttpClient.newHttpClient()) {
            var made = client.send(
                    java.net.http.HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/tokens"))
                            .header("Authorization", admin().substring("Authorization: ".length()))
                            .header("Content-Type", "application/json")
                            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                                    "{\"name\": \"nightly\", \"scopes\": [\"read\"]}"))
                            .build(),
                    java.net.http.HttpResponse.BodyHandlers.ofString());
            assertThat(made.statusCode()).isEqualTo(201);
            var created = json.readTree(made.body());
            var bearer = "Authorization: Bearer " + created.get("token").asString();
            assertThat(created.get("created_by").asString()).isEqualTo("local admin");
            assertThat(made.headers().firstValue("Location"))
                    .contains("/api/tokens/" + created.get("id").asString());
            assertThat(RawRequest.send(port, "GET", "/api/autonomous-agents/status", bearer)
                            .status())
                    .isEqualTo(200);

            var list = RawRequest.send(port, "GET", "/api/tokens", admin());
            assertThat(list.body())
                    .contains(created.get("id").asString())
                    .doesNotContain(created.get("token").asString());

            var path = "/api/tokens/" + created.get("id").asString();
            assertThat(RawRequest.send(port, "DELETE", path, admin()).status()).isEqualTo(204);
            assertThat(RawRequest.send(port, "GET", "/api/autonomous-agents/status", bearer)
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void aSignInLinkSignsInOnceAndLeavesTheAddress() throws IOException {
        var link = links.create();

        var first = RawRequest.send(port, "GET", link);
        assertThat(first.status()).isEqualTo(302);
        assertThat(first.header("Location")).isEqualTo("/");
        assertThat(first.header("Set-Cookie"))
                .startsWith("nuzantara=")
                .contains("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Path=/");

        var second = RawRequest.send(port, "GET", link);
        assertThat(second.header("Location")).isEqualTo("/login?link");
        assertThat(second.header("Set-Cookie")).isEmpty();
        assertThat(jdbc.sql("SELECT count(*) FROM auth_logs WHERE success")
                        .query(Long.class)
                        .single())
                .isPositive();
        assertThat(jdbc.sql("SELECT count(*) FROM auth_logs WHERE NOT success")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void lookingAheadDoesNotUseALinkUp() throws IOException {
        var link = links.create();

        RawRequest.send(port, "HEAD", link);
        RawRequest.send(port, "GET", link, "Sec-Purpose: prefetch;prerender");

        assertThat(RawRequest.send(port, "GET", link).header("Location")).isEqualTo("/");
    }

    @Test
    void signingInStartsANewSession() throws IOException {
        var planted = signedIn();

        var answer = RawRequest.send(port, "GET", links.create(), planted);

        assertThat(answer.header("Set-Cookie")).startsWith("nuzantara=");
        assertThat("Cookie: " + answer.header("Set-Cookie").replaceFirst(";.*", ""))
                .isNotEqualTo(planted);
        assertThat(RawRequest.send(port, "GET", "/login?again", planted).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Nothing: 0", "Origin: http://evil.example"})
    void aFormWithoutItsTokenOrFromElsewhereIsRefused(String header) throws IOException {
        var cookie = signedIn();

        assertProblem(RawRequest.send(port, "POST", "/logout", cookie, header), "forbidden", 403);
        assertThat(RawRequest.send(port, "GET", "/login", cookie).status()).isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/tokens", "/login", "/css/nuzantara.css"})
    void aNameThatIsNotOursGetsNothing(String path) throws IOException {
        assertProblem(RawRequest.send(port, "GET", path, "Host: evil.example"), "host-not-allowed", 421);
    }

    @Test
    void probesAreOpenUnderEveryNameAndTellNothing() throws IOException {
        for (var probe : List.of("/livez", "/readyz", "/health")) {
            var answer = RawRequest.send(port, "GET", probe, "Host: 10.1.2.3");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("postgres").doesNotContain("components");
        }
    }

    @Test
    void onLoopbackTheManagementPortTellsHealthMetricsAndBuildAndNothingElse() throws IOException {
        assertThat(RawRequest.send(managementPort, "GET", "/actuator/health/liveness")
                        .status())
                .isEqualTo(200);
        var readiness = RawRequest.send(managementPort, "GET", "/actuator/health/readiness");
        assertThat(readiness.status()).isEqualTo(200);
        assertThat(readiness.body()).doesNotContain("components");
        assertThat(RawRequest.send(managementPort, "GET", "/actuator/info").status())
                .isEqualTo(200);
        assertThat(RawRequest.send(managementPort, "GET", "/actuator/prometheus")
                        .body())
                .contains("nuzantara_ready 1.0");
        for (var endpoint : List.of("env", "configprops", "heapdump", "threaddump", "loggers", "beans", "mappings")) {
            assertThat(RawRequest.send(managementPort, "GET", "/actuator/" + endpoint, admin())
                            .status())
                    .as(endpoint)
                    .isIn(403, 404);
        }
        for (var path : List.of("/actuator/prometheus", "/actuator/health", "/actuator/info")) {
            assertThat(RawRequest.send(port, "GET", path).status()).as(path).isNotEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/tokens;x=1, request-malformed, 400",
        "//api/tokens, request-malformed, 400",
        "/api/./tokens, request-malformed, 400",
        "/api/%2e%2e/tokens, request-malformed, 400",
        "/api%2ftokens, request-malformed, 400",
        "/api/tokens/, not-found, 404",
        "/API/tokens, not-found, 404",
        "/api/TOKENS, not-found, 404",
        "/api/nothing, not-found, 404"
    })
    void variantsOfAnAddressNeverAnswerMoreThanTheAddressItself(String path, String code, int status)
            throws IOException {
        var answer = RawRequest.send(port, "GET", path, admin());

        if (path.startsWith("/API")) {
            assertThat(answer.status()).isEqualTo(303);
        } else {
            assertProblem(answer, code, status);
        }
    }

    @Test
    void aWrongMethodAndAWrongBodyAreProblems() throws IOException {
        var method = RawRequest.send(port, "PUT", "/api/tokens", admin());
        assertProblem(method, "method-not-allowed", 405);
        assertThat(method.header("Allow")).contains("POST");
        assertProblem(
                RawRequest.send(port, "POST", "/api/tokens", admin(), "Content-Type: text/plain"),
                "media-type-unsupported",
                415);
        assertProblem(
                RawRequest.send(port, "POST", "/api/tokens", admin(), "Content-Type: application/json"),
                "body-unreadable",
                400);
    }

    @Test
    void aPersonSeesAPageInsteadOfJson() throws IOException {
        var answer = RawRequest.send(port, "GET", "/nothing-here", signedIn(), "Accept: text/html");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.body()).contains("There is nothing at this address.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/api/tokens", "/livez", "/css/nuzantara.css"})
    void everyAnswerCarriesTheSecurityHeaders(String path) throws IOException {
        var answer = RawRequest.send(port, "GET", path);

        assertThat(answer.header("Content-Security-Policy"))
                .startsWith("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void thereIsNoDefaultUser() {
        assertThat(context.getBeanNamesForType(UserDetailsService.class)).isEmpty();
    }

    private Set<String> rows() {
        var rows = new TreeSet<String>();
        mappings.getHandlerMethods().keySet().forEach(mapping -> {
            var methods = mapping.getMethodsCondition().getMethods();
            mapping.getPatternValues().forEach(pattern -> {
                var path = pattern.replaceAll("\\{[^}]+}", "a");
                if (methods.isEmpty()) {
                    rows.add("GET " + path);
                }
                methods.forEach(method -> rows.add(method + " " + path));
            });
        });
        return rows;
    }

    private List<String> apiRows() {
        return rows().stream().filter(row -> row.contains(" /api/")).toList();
    }

    private String admin() {
        return "Authorization: Bearer " + data.read("admin.token").orElseThrow();
    }

    private String token(String scope) {
        var request =
                new TokenRequest("edge test", List.of(scope), clock.instant().plus(Duration.ofDays(1)));
        return "Authorization: Bearer " + tokens.create(request, "test").text().reveal();
    }

    private String signedIn() throws IOException {
        var cookie = RawRequest.send(port, "GET", links.create()).header("Set-Cookie");
        return "Cookie: " + cookie.replaceFirst(";.*", "");
    }

    private void assertProblem(RawRequest answer, String code, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertProblem(answer, code);
    }

    private void assertProblem(RawRequest answer, String code) {
        assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("application/problem+json;charset=UTF-8");
        var problem = body(answer);
        assertThat(problem.get("code").asString()).isEqualTo(code);
        assertThat(problem.get("type").asString()).isEqualTo("/help/problems/" + code);
        assertThat(problem.get("status").asInt()).isEqualTo(answer.status());
        assertThat(problem.get("title").asString()).isNotBlank();
        assertThat(problem.get("detail").asString())
                .isNotBlank()
                .doesNotContain("Exception")
                .doesNotContain("org.");
    }

    private JsonNode body(RawRequest answer) {
        var text = answer.body();
        return json.readTree(text.substring(text.indexOf('{'), text.lastIndexOf('}') + 1));
    }
}
