package io.nuzantara.optimizer;

import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Parts of this module, wired by hand for tests of other modules. */
public final class TestPerformance {

    private TestPerformance() {}

    public static Analyses analyses(JdbcClient jdbc) {
        return new Analyses(jdbc, new JsonMapper());
    }
}
