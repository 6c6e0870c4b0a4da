package io.nuzantara.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AbandonedTasksTests {

    @Test
    void whatADeadProcessHeldIsDueAgainUnderANewVersion() {
        var database = TestDatabase.create();
        var jdbc = database.jdbc();
        jdbc.sql("""
                        INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
                        VALUES ('execution', 'held', now(), true, 'dead', now(), 7), ('lane', '0', now(), false, NULL, NULL, 3)
                        """).update();
        jdbc.sql("""
                        INSERT INTO orchestrator_tasks (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
                        VALUES ('cycle', 'held', now(), true, 'dead', now(), 1)
                        """).update();

        new AbandonedTasks(database.dataSource()).afterSingletonsInstantiated();

        assertThat(jdbc.sql("""
                                SELECT task_name || ' ' || version FROM scheduled_tasks WHERE NOT picked AND picked_by IS NULL
                                UNION ALL
                                SELECT task_name || ' ' || version FROM orchestrator_tasks WHERE NOT picked
                                """).query(String.class).list())
                .containsExactlyInAnyOrder("execution 8", "lane 3", "cycle 2");
    }
}
