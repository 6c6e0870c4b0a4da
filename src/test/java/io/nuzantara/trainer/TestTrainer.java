package io.nuzantara.trainer;

import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Parts of this module, wired by hand for tests of other modules. */
public final class TestTrainer {

    private TestTrainer() {}

    public static Analyses analyses(JdbcClient jdbc) {
        return new Analyses(jdbc, new JsonMapper());
    }

    public static Proposals proposals(JdbcClient jdbc) {
        return new Proposals(jdbc);
    }
}
