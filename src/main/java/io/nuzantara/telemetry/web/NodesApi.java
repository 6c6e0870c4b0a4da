package io.nuzantara.telemetry.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.nuzantara.telemetry.Nodes;
import io.nuzantara.telemetry.Nodes.Node;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The processes that share the database; nodes of every role answer. */
@RestController
class NodesApi {

    private final Nodes nodes;

    NodesApi(Nodes nodes) {
        this.nodes = nodes;
    }

    /** Of the nodes of the last seven days those alive and the 100 that started last, the latest start first. */
    @GetMapping("/api/nodes")
    @PreAuthorize("hasAuthority('execution:read')")
    NodeList list() {
        return new NodeList(nodes.latest().stream()
                .map(node -> new Listed(node, node.isAlive()))
                .toList());
    }

    record NodeList(List<Listed> nodes) {}

    /**
     * One node.
     *
     * @param alive it did not stop and showed itself within the last 15 seconds
     */
    record Listed(@JsonUnwrapped Node node, boolean alive) {}
}
