package io.nuzantara.execution;

import io.nuzantara.database.RecordMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How busy the engine is over all nodes, from its rows: equal whoever asks, in every role. */
@Component
public class EngineLoad {

    private final JdbcClient jdbc;

    EngineLoad(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The load at one moment.
     *
     * @param slotsFree how many more agents could work now
     * @param lanes lanes there are, working or idle
     * @param lanesWorking lanes that work on an item
     */
    public record Reading(long slotsFree, long lanes, long lanesWorking) {

        /** Lanes at work of those there are, 0 to 1; 0 without lanes. */
        public double lanesBusyShare() {
            return lanes == 0 ? 0 : (double) lanesWorking / lanes;
        }
    }

    /** The load now. */
    public Reading now() {
        return jdbc.sql("""
                        SELECT (SELECT count(*) FROM agent_slots WHERE execution_id IS NULL) AS slots_free,
                               count(*) AS lanes, count(*) FILTER (WHERE picked) AS lanes_working
                          FROM scheduled_tasks
                         WHERE task_name = 'lane'
                        """).query(RecordMapper.of(Reading.class)).single();
    }
}
