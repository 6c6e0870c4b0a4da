package io.nuzantara.alert;

import io.nuzantara.execution.AgentDescriptor;
import io.nuzantara.execution.Agents;
import io.nuzantara.execution.ExecutionFilter;
import io.nuzantara.execution.Executions;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks at the last executions of each agent, so that people hear of failures whoever started them. */
@Component
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class ExecutionAlerts {

    private static final int LOOKED_AT = 12;

    private final Agents agents;
    private final Executions executions;
    private final FailingAgents failing;

    ExecutionAlerts(Agents agents, Executions executions, Alerts alerts) {
        this.agents = agents;
        this.executions = executions;
        this.failing = new FailingAgents(alerts);
    }

    @Scheduled(fixedDelayString = "PT20S", initialDelayString = "PT20S")
    void look() {
        agents.all().forEach(this::look);
    }

    private void look(AgentDescriptor agent) {
        failing.tell(agent, executions.recent(ExecutionFilter.newest(LOOKED_AT, agent.id())));
    }
}
