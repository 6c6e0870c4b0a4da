package io.nuzantara.telemetry.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.LocalCaller;
import io.nuzantara.database.DataDirectory;
import io.nuzantara.telemetry.Nodes;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ApplicationTest
class NodesApiTests {

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    @Autowired
    Nodes nodes;

    @Autowired
    JdbcClient jdbc;

    @Test
    void theNodeThatAnswersIsAliveAndOneThatFellSilentIsNot() {
        jdbc.sql("""
                        INSERT INTO service_nodes (name, role, version, started_at, last_seen)
                        VALUES ('silent-node', 'agents', '0.0.9', now() - INTERVAL '1 hour', now() - INTERVAL '1 minute')
                        ON CONFLICT (name) DO NOTHING
                        """).update();

        var self = Awaitility.await().until(() -> listed(nodes.self()), node -> node.has("name"));

        assertThat(self.get("alive").booleanValue()).isTrue();
        assertThat(self.get("role").stringValue()).isEqualTo("all");
        assertThat(self.get("version").stringValue()).isNotEmpty();
        assertThat(Instant.parse(self.get("last_seen").stringValue()))
                .isAfter(Instant.now().minus(Duration.ofMinutes(1)));
        assertThat(listed("silent-node").get("alive").booleanValue()).isFalse();
    }

    private JsonNode listed(String name) {
        var answer = new LocalCaller(port, data.read("admin.token").orElseThrow()).get("/api/nodes");
        return answer.json().get("nodes").values().stream()
                .filter(node -> node.get("name").stringValue().equals(name))
                .findFirst()
                .orElse(answer.json());
    }

    @Test
    void strangersSeeNoNodes() {
        assertThat(new LocalCaller(port, "").get("/api/nodes").status()).isEqualTo(401);
    }
}
