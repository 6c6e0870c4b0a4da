package io.nuzantara.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.security.TokenRequest;
import io.nuzantara.security.Tokens;
import io.nuzantara.security.shedding.Gate;
import io.nuzantara.security.shedding.Sender;
import io.nuzantara.security.shedding.SenderLimits;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The running service refuses what is too much, before it asks who calls. */
@ApplicationTest
class SheddingTests {

    @LocalServerPort
    int port;

    @Autowired
    Gates gates;

    @Autowired
    SenderLimits limits;

    @Autowired
    Tokens tokens;

    @Autowired
    Clock clock;

    @Test
    void whileAllPlacesForReadingAreTakenReadersAreSentAwayAndNobodyElse() throws Exception {
        var token = token("reader");
        var reads = Objects.requireNonNull(gates.all().get("reads"));
        var taken = takeAll(reads);
        try {
            var refused = RawRequest.send(port, "GET", "/api/nodes", token);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).contains("\"code\":\"overloaded\"");
            assertThat(refused.header("Retry-After")).isIn("1", "2", "3");
            assertThat(RawRequest.send(port, "GET", "/login?again").status()).isEqualTo(200);
            assertThat(RawRequest.send(port, "GET", "/livez").status()).isEqualTo(200);
            assertThat(RawRequest.send(port, "POST", "/api/tokens", token).status())
                    .isNotEqualTo(503);
        } finally {
            for (var number = 0; number < taken; number++) {
                reads.leave();
            }
        }

        assertThat(RawRequest.send(port, "GET", "/api/nodes", token).status()).isEqualTo(200);
    }

    @Test
    void aCallerWhoseRequestsAreUsedUpIsSentAwayAndNobodyElse() throws Exception {
        var greedy = token("greedy");
        var modest = token("modest");
        assertThat(RawRequest.send(port, "GET", "/api/nodes", greedy).status()).isEqualTo(200);
        assertThat(RawRequest.send(port, "GET", "/api/nodes", modest).status()).isEqualTo(200);
        var asking = new AtomicBoolean(true);
        var flood = Thread.ofPlatform().start(() -> {
            while (asking.get()) {
                limits.refuse(new Sender.Known("token of greedy"));
            }
        });
        try {
            var refused = Awaitility.await()
                    .until(() -> RawRequest.send(port, "GET", "/api/nodes", greedy), answer -> answer.status() == 429);

            assertThat(refused.body()).contains("\"code\":\"too-many-requests\"");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(RawRequest.send(port, "GET", "/api/nodes", modest).status())
                    .isEqualTo(200);
        } finally {
            asking.set(false);
            flood.join();
        }
    }

    private static int takeAll(Gate gate) throws InterruptedException {
        var taken = 0;
        while (gate.free() > 0 && gate.enter()) {
            taken++;
        }
        return taken;
    }

    private String token(String name) {
        var request = new TokenRequest(name, List.of("read"), clock.instant().plus(Duration.ofDays(1)));
        return "Authorization: Bearer " + tokens.create(request, "test").text().reveal();
    }
}
