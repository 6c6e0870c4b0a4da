package io.nuzantara.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import org.junit.jupiter.api.Test;

class EngineLoadTests {

    private static final TestDatabase DATABASE = TestDatabase.create();

    @Test
    void freeSlotsAndBusyLanesAreCountedOverAllNodes() {
        DATABASE.jdbc()
                .sql("INSERT INTO agent_slots (no) VALUES (0), (1), (2) ON CONFLICT DO NOTHING")
                .update();
        DATABASE.jdbc().sql("""
                INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                SELECT 'lane', n::text, now(), n = 1, 1 FROM generate_series(1, 4) AS n
                """).update();

        var now = new EngineLoad(DATABASE.jdbc()).now();

        assertThat(now).isEqualTo(new EngineLoad.Reading(3, 4, 1));
        assertThat(now.lanesBusyShare()).isEqualTo(0.25);
        assertThat(new EngineLoad.Reading(0, 0, 0).lanesBusyShare()).isZero();
    }
}
