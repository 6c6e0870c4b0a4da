package io.nuzantara.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;

@ApplicationTest
class BuildInfoTests {

    @LocalManagementPort
    private int port;

    @Autowired
    private Build build;

    @Test
    void theManagementPortTellsWhatTheServiceWasBuiltFrom() throws Exception {
        var answer = get("/actuator/info");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"version\":\"" + build.version() + "\"", "\"commit\":\"" + build.commit() + "\"");
    }

    @Test
    void andNothingElseButHealth() throws Exception {
        assertThat(get("/actuator/env").statusCode()).isNotEqualTo(200);
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
