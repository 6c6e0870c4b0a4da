package io.nuzantara.database;

import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives back, before any scheduler starts, what an earlier process held. Only for the embedded server: the lock on its data directory
 * proves that this process is alone, so nobody needs to wait for heartbeats of the dead. The new version of a row keeps whoever held
 * it from writing anything more.
 */
final class AbandonedTasks implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(AbandonedTasks.class);

    private final JdbcClient jdbc;

    AbandonedTasks(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    @Override
    public void afterSingletonsInstantiated() {
        var released = jdbc.sql("""
                        UPDATE scheduled_tasks
                           SET picked = false, picked_by = NULL, last_heartbeat = NULL, version = version + 1
                         WHERE picked
                        """).update() + jdbc.sql("""
                        UPDATE orchestrator_tasks
                           SET picked = false, picked_by = NULL, last_heartbeat = NULL, version = version + 1
                         WHERE picked
                        """).update();
        if (released > 0) {
            log.info("Work of a process that died goes on tasks={}", released);
        }
    }
}
