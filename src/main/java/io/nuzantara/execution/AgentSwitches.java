package io.nuzantara.execution;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which agents people have switched off. */
@Repository
class AgentSwitches {

    private final JdbcClient jdbc;

    AgentSwitches(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether nothing of this agent may begin; an agent without settings is on. */
    boolean isOff(String agent) {
        return jdbc.sql("SELECT NOT enabled FROM agent_settings WHERE agent = :agent")
                .param("agent", agent)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }
}
