package io.nuzantara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthCheckTests {

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/livez", 200);
        answer("/readyz", 503);
        answer("/moved", 302);
        server.start();
    }

    private void answer(String path, int status) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Location", "/livez");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"/livez,200", "/readyz,503", "/moved,302", "/other,404"})
    void theAnswerIsTheStatusItself(String path, String status) {
        assertThat(ask(path)).isEqualTo(status);
    }

    @Test
    void aServiceThatIsGoneIsNoAnswer() {
        stop();

        assertThat(ask("/livez")).startsWith("nothing: ");
    }

    private String ask(String path) {
        var check = new HealthCheck(
                Map.of("PORT", Integer.toString(server.getAddress().getPort())));
        return check.ask(check.address(path));
    }

    @ParameterizedTest
    @CsvSource({
        ",,,http://127.0.0.1:8000/livez",
        "' ',agents,0.0.0.0,http://127.0.0.1:8000/livez",
        ",Orchestrator,::,http://127.0.0.1:8080/livez",
        "9000,orchestrator,10.0.0.7,http://10.0.0.7:9000/livez",
        ",all,fd00::7,http://[fd00::7]:8000/livez"
    })
    void itLooksWhereTheServiceWasToldToListen(String port, String role, String address, String expected) {
        var variables = Map.of("PORT", text(port), "NUZANTARA_ROLE", text(role), "SERVER_ADDRESS", text(address));

        assertThat(new HealthCheck(variables).address("/livez")).isEqualTo(URI.create(expected));
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    @Test
    void aWholeAddressIsTakenAsItIs() {
        assertThat(new HealthCheck(Map.of()).address("http://agents:8000/readyz"))
                .isEqualTo(URI.create("http://agents:8000/readyz"));
    }
}
