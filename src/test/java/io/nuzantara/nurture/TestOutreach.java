package io.nuzantara.nurture;

import io.nuzantara.execution.TestIds;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Outreach on a test database. */
public final class TestOutreach {

    private TestOutreach() {}

    public static Outreach create(JdbcClient jdbc, int dailyCap) {
        return new Outreach(
                jdbc,
                JsonMapper.shared(),
                TestIds.create(),
                new NurtureSettings(dailyCap, "Bali Desk"),
                "Asia/Makassar");
    }
}
