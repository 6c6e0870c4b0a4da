package io.nuzantara.orchestrator;

import io.nuzantara.telemetry.Nodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/** Lets the scheduler work once the service can be reached, unless cycles are switched off. */
final class CycleStart {

    private static final Logger log = LoggerFactory.getLogger(CycleStart.class);

    private final CycleScheduler scheduler;
    private final AgentsProbe agents;
    private final Nodes nodes;
    private final OrchestratorSettings settings;

    CycleStart(CycleScheduler scheduler, AgentsProbe agents, Nodes nodes, OrchestratorSettings settings) {
        this.scheduler = scheduler;
        this.agents = agents;
        this.nodes = nodes;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.enabled()) {
            var next = scheduler.start();
            nodes.orchestratorInitialised();
            log.info(
                    "Multi-Agent Orchestrator initialized agents={} next_cycle={}",
                    agents.count().map(String::valueOf).orElse("unknown"),
                    next);
        } else {
            log.info("The orchestrator is switched off: no cycles run until ENABLE_ORCHESTRATOR is true.");
        }
    }
}
