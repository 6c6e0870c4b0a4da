package io.nuzantara.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import io.nuzantara.llm.fake.Behaviour;
import io.nuzantara.llm.fake.Behaviours;
import io.nuzantara.llm.fake.FakeModelServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault of a provider: a named reason in bounded time, money on the safe side, no storm of retries. */
class ModelFaultTests {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration SHORT_DEADLINE = Duration.ofSeconds(5);
    private static final Duration BOUND = Duration.ofSeconds(50);

    private static TestDatabase database;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
    }

    /**
     * @param refusal what the caller hears
     * @param words what stands in its sentence
     * @param calls calls that reach the provider
     * @param end what became of each reservation
     */
    record Row(String name, Behaviour fault, Refusal refusal, String words, int calls, OpenMoney.End end) {

        /** Short only where the deadline itself is what ends the call. */
        Duration deadline() {
            return refusal == Refusal.TIMEOUT ? SHORT_DEADLINE : DEADLINE;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> faults() {
        var forfeited = OpenMoney.End.FORFEITED;
        var released = OpenMoney.End.RELEASED;
        var elsewhere = URI.create("http://127.0.0.1:9/v1/messages");
        return Stream.of(
                new Row("black hole", Behaviours.blackHole(), Refusal.TIMEOUT, "within", 1, forfeited),
                new Row("drip", Behaviours.drip(), Refusal.TIMEOUT, "within", 1, forfeited),
                new Row("endless body", Behaviours.endless(), Refusal.TOO_LARGE, "longer than", 1, forfeited),
                new Row("100 MB", Behaviours.huge(100_000_000), Refusal.TOO_LARGE, "longer than", 1, forfeited),
                new Row("429", Behaviours.status(429, "rate_limit_error"), Refusal.RATE_LIMITED, "429", 4, released),
                new Row(
                        "no credit",
                        Behaviours.status(429, "insufficient_quota"),
                        Refusal.RATE_LIMITED,
                        "quota",
                        1,
                        released),
                new Row("500", Behaviours.status(500, "api_error"), Refusal.OVERLOADED, "500", 4, released),
                new Row("502", Behaviours.gatewayError(502), Refusal.OVERLOADED, "502", 4, forfeited),
                new Row("503", Behaviours.status(503, "x"), Refusal.OVERLOADED, "503", 4, released),
                new Row("529", Behaviours.status(529, "overloaded_error"), Refusal.OVERLOADED, "529", 4, released),
                new Row(
                        "400",
                        Behaviours.status(400, "invalid_request_error"),
                        Refusal.REFUSED_INPUT,
                        "invalid",
                        1,
                        released),
                new Row("404", Behaviours.status(404, "not_found_error"), Refusal.UNKNOWN_MODEL, "404", 1, released),
                new Row("413", Behaviours.status(413, "request_too_large"), Refusal.REFUSED_INPUT, "413", 1, released),
                new Row(
                        "401",
                        Behaviours.status(401, "authentication_error"),
                        Refusal.NOT_AUTHORISED,
                        "401",
                        1,
                        released),
                new Row("403", Behaviours.status(403, "permission_error"), Refusal.NOT_AUTHORISED, "403", 1, released),
                new Row("403 of a wall", Behaviours.status(403, "x"), Refusal.NOT_AUTHORISED, "403", 1, released),
                new Row("redirect", Behaviours.redirect(elsewhere), Refusal.UNREACHABLE, "redirect", 1, released),
                new Row("reset", Behaviours.resets(), Refusal.UNREACHABLE, "broke", 4, forfeited),
                new Row("html", Behaviours.body("<html>busy</html>"), Refusal.UNFIT_ANSWER, "JSON", 2, forfeited),
                new Row("truncated", Behaviours.truncated(), Refusal.UNFIT_ANSWER, "JSON", 2, forfeited),
                new Row(
                        "doubled keys",
                        Behaviours.body("{\"id\":1,\"id\":2}"),
                        Refusal.UNFIT_ANSWER,
                        "JSON",
                        2,
                        forfeited),
                new Row("NaN", Behaviours.body("{\"id\":NaN}"), Refusal.UNFIT_ANSWER, "JSON", 2, forfeited),
                new Row("deep", Behaviours.body("[".repeat(10_000)), Refusal.UNFIT_ANSWER, "JSON", 2, forfeited),
                new Row("not a model", Behaviours.body("{\"ok\":true}"), Refusal.UNFIT_ANSWER, "model", 2, forfeited),
                new Row("not UTF-8", Behaviours.body(notUtf8()), Refusal.UNFIT_ANSWER, "UTF-8", 2, forfeited),
                new Row("gzip bomb", Behaviours.gzipBomb(), Refusal.UNFIT_ANSWER, "compressed", 2, forfeited));
    }

    private static byte[] notUtf8() {
        var body = "{\"id\":\"?\"}".getBytes(StandardCharsets.US_ASCII);
        body[7] = (byte) 0xC3;
        return body;
    }

    @ParameterizedTest
    @MethodSource("faults")
    void endsInTimeWithItsName(Row row) {
        try (var server = FakeModelServer.start().always(row.fault())) {
            var asking = Asking.anthropic(server, database);

            var refused = refused(asking, row.deadline());

            assertThat(refused.why()).isEqualTo(row.refusal());
            assertThat(refused.sentence()).containsIgnoringCase(row.words());
            assertThat(server.requests()).hasSize(row.calls());
            assertThat(asking.ends()).hasSize(row.calls()).containsOnly(row.end());
            assertThat(asking.rows).hasSize(row.calls());
            assertThat(asking.limits.inside).hasValue(0);
        }
    }

    @Test
    void aRefusedConnectionIsTriedFourTimesAndCostsNothing() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        var asking = Asking.anthropic(URI.create("http://127.0.0.1:" + closed + "/v1"), database);

        assertThat(refused(asking, DEADLINE).sentence()).isEqualTo("The provider refuses the connection.");
        assertThat(asking.ends()).hasSize(4).containsOnly(OpenMoney.End.RELEASED);
    }

    @Test
    void anUnknownHostIsNamed() {
        var asking = Asking.anthropic(URI.create("http://no-such-host.invalid/v1"), database);

        assertThat(refused(asking, DEADLINE).sentence()).isEqualTo("The host name of the provider is not known.");
    }

    @Test
    void anUntrustedCertificateIsNamedAndNothingIsSent() {
        try (var server = FakeModelServer.startWithUntrustedCertificate()) {
            var asking = Asking.anthropic(server, database);

            var refused = refused(asking, DEADLINE);

            assertThat(refused.why()).isEqualTo(Refusal.UNREACHABLE);
            assertThat(refused.sentence()).startsWith("TLS: the certificate");
            assertThat(server.requests()).isEmpty();
            assertThat(asking.ends()).hasSize(4).containsOnly(OpenMoney.End.RELEASED);
        }
    }

    @Test
    void anAnswerAfterTheDeadlineIsIgnoredAndPaid() {
        try (var server =
                FakeModelServer.start().always(Behaviours.after(Duration.ofSeconds(10), Behaviours.says(Asking.FIT)))) {
            var asking = Asking.anthropic(server, database);

            assertThat(refused(asking, SHORT_DEADLINE).why()).isEqualTo(Refusal.TIMEOUT);
            assertThat(asking.ends()).containsExactly(OpenMoney.End.FORFEITED);
        }
    }

    @Test
    void aFaultThatPassesIsOvercome() {
        try (var server = FakeModelServer.start()
                .next(Behaviours.status(529, "overloaded_error"), Behaviours.resets())
                .always(Behaviours.says(Asking.FIT))) {
            var asking = Asking.anthropic(server, database);

            assertThat(asking.ask()).isInstanceOf(Reply.Answered.class);
            assertThat(server.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @MethodSource("wishes")
    void whatTheProviderWishesIsHonouredAndBounded(@Nullable String header, Duration least, Duration most) {
        var headers = header == null ? new String[0] : new String[] {"Retry-After: " + header};
        try (var server = FakeModelServer.start().always(Behaviours.status(429, "rate_limit_error", headers))) {
            var asking = Asking.anthropic(server, database);
            var before = Instant.now(Clock.systemUTC());

            var refused = (Reply.Refused) asking.ask(Duration.ofMinutes(20));

            assertThat(refused.why()).isEqualTo(Refusal.RATE_LIMITED);
            assertThat(asking.pauses)
                    .hasSize(3)
                    .allSatisfy(pause -> assertThat(pause).isBetween(least, most));
            if (!least.isZero()) {
                assertThat(asking.limits.blocks.getFirst()).isAfterOrEqualTo(before.plus(least));
            }
        }
    }

    static Stream<Arguments> wishes() {
        var jitter = Duration.ofMillis(400);
        return Stream.of(
                wish("7", Duration.ofSeconds(7), Duration.ofSeconds(7).plus(jitter)),
                wish("86400", Duration.ofMinutes(5), Duration.ofMinutes(5).plus(jitter)),
                wish(
                        "Fri, 01 Jan 2100 00:00:00 GMT",
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(5).plus(jitter)),
                wish("Sat, 01 Jan 2000 00:00:00 GMT", Duration.ZERO, jitter),
                wish("-1", Duration.ZERO, Duration.ofMillis(1600)),
                wish("soon", Duration.ZERO, Duration.ofMillis(1600)),
                wish(null, Duration.ZERO, Duration.ofMillis(1600)));
    }

    private static Arguments wish(@Nullable String header, Duration least, Duration most) {
        return Arguments.of(header, least, most);
    }

    @Test
    void aWishBeyondTheDeadlineIsToldToTheCallerInstead() {
        try (var server = FakeModelServer.start().always(Behaviours.status(429, "x", "Retry-After: 120"))) {
            var asking = Asking.anthropic(server, database);

            var refused = refused(asking, DEADLINE);

            assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(2));
            assertThat(asking.pauses).isEmpty();
        }
    }

    @Test
    void aThousandFailingQuestionsAreNoStorm() {
        try (var server = FakeModelServer.start().always(Behaviours.status(429, "rate_limit_error"))) {
            var asking = Asking.anthropic(server, database);

            for (var question = 0; question < 1_000; question++) {
                asking.ask();
            }

            System.out.println("1000 questions, requests seen by the provider: "
                    + server.requests().size());
            assertThat(server.requests()).hasSizeBetween(1_090, 1_103);
        }
    }

    @Test
    void aProviderThatIsDownIsLeftAlone() {
        try (var server = FakeModelServer.start().always(Behaviours.status(503, "x"))) {
            var asking = Asking.anthropic(server, database);

            for (var question = 0; question < 20; question++) {
                asking.ask();
            }
            var refused = (Reply.Refused) asking.ask();

            assertThat(server.requests()).hasSize(5);
            assertThat(refused.why()).isEqualTo(Refusal.OVERLOADED);
            assertThat(refused.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
        }
    }

    @Test
    void aRefusedKeyIsNeverShownAgain() {
        try (var server = FakeModelServer.start().always(Behaviours.status(401, "authentication_error"))) {
            var asking = Asking.anthropic(server, database);

            asking.ask();
            var refused = (Reply.Refused) asking.ask();

            assertThat(server.requests()).hasSize(1);
            assertThat(refused.why()).isEqualTo(Refusal.NOT_AUTHORISED);
            assertThat(refused.sentence()).contains("set another one");
            assertThat(asking.told).containsExactly(new ProviderAccess("anthropic", false));
            assertThat(asking.rows)
                    .extracting(UsageLedger.Entry::refusal)
                    .containsExactly(Refusal.NOT_AUTHORISED, Refusal.NOT_AUTHORISED);
        }
    }

    private static Reply.Refused refused(Asking asking, Duration deadline) {
        var began = System.nanoTime();
        var reply = asking.ask(deadline);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BOUND);
        assertThat(reply).isInstanceOf(Reply.Refused.class);
        return (Reply.Refused) reply;
    }
}
