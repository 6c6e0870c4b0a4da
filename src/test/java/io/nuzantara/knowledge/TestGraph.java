package io.nuzantara.knowledge;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Parts of this module, wired by hand for tests of other modules. */
public final class TestGraph {

    private TestGraph() {}

    public static Graph graph(JdbcClient jdbc) {
        return new Graph(jdbc);
    }
}
