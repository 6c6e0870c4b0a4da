package io.nuzantara.orchestrator;

import io.nuzantara.api.AgentsStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/** Lets the scheduler work once the service can be reached, unless cycles are switched off. */
final class CycleStart {

    private static final Logger log = LoggerFactory.getLogger(CycleStart.class);

    private final CycleScheduler scheduler;
    private final AgentsClient agents;
    private final OrchestratorSettings settings;

    CycleStart(CycleScheduler scheduler, AgentsClient agents, OrchestratorSettings settings) {
        this.scheduler = scheduler;
        this.agents = agents;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.enabled()) {
            var next = scheduler.start();
            log.info("Multi-Agent Orchestrator initialized agents={} next_cycle={}", agents(), next);
        } else {
            log.info("The orchestrator is switched off: no cycles run until ENABLE_ORCHESTRATOR is true.");
        }
    }

    private String agents() {
        return agents.knock() instanceof Answer.Given<AgentsStatus>(var status)
                ? Integer.toString(status.totalAgents())
                : "unknown";
    }
}
