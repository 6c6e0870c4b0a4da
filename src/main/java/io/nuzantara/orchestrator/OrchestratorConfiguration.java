package io.nuzantara.orchestrator;

import com.github.kagkarlsson.scheduler.SchedulerName;
import io.nuzantara.execution.UuidV7;
import io.nuzantara.security.ServiceToken;
import io.nuzantara.telemetry.BusinessCounts;
import io.nuzantara.telemetry.Endpoints;
import io.nuzantara.telemetry.SystemLoad;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Cycles can be asked for in every role; the orchestrator works on them. */
@Configuration(proxyBeanMethods = false)
class OrchestratorConfiguration {

    @Bean
    CycleRequests cycleRequests(
            Cycles cycles,
            DataSource dataSource,
            TransactionTemplate transactions,
            OrchestratorSettings settings,
            UuidV7 ids,
            Clock clock) {
        return new CycleRequests(cycles, dataSource, transactions, settings, ids::next, clock);
    }

    /** The parts that decide and run. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("nuzantara.roles.orchestrator")
    static class Working {

        private static final Duration OBSERVE_WITHIN = Duration.ofSeconds(5);

        @Bean
        AgentsClient agentsClient(
                OrchestratorSettings settings,
                Environment environment,
                ServiceToken token,
                JsonMapper json,
                Clock clock) {
            var retries = new Retries(clock, new SecureRandom(), Pause.sleeping());
            return new AgentsClient(address(settings, environment), token::value, json, retries);
        }

        /** A configured address is checked at the start; our own port is known once the server listens. */
        private static Supplier<URI> address(OrchestratorSettings settings, Environment environment) {
            var configured = settings.agentsUrl();
            if (configured != null && !configured.isBlank()) {
                var address = AgentsAddress.parse(configured);
                return () -> address;
            }
            return environment.getProperty("nuzantara.roles.agents", boolean.class, true)
                    ? () -> URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"))
                    : () -> URI.create("http://localhost:8000");
        }

        @Bean
        SystemObserver systemObserver(
                AgentsClient agents,
                BusinessCounts counts,
                Endpoints endpoints,
                SystemLoad load,
                CycleReports reports,
                Clock clock) {
            var sources = SystemMetrics.sources(counts, endpoints, load);
            return new SystemObserver(agents, sources, new AgentsReading(reports::recent), OBSERVE_WITHIN, clock);
        }

        @Bean
        RulePlanner rulePlanner(OrchestratorSettings settings, @Value("${nuzantara.zone}") ZoneId zone) {
            return new RulePlanner(settings, zone);
        }

        @Bean
        Planning planning(SystemObserver observer, RulePlanner planner) {
            return new Planning(observer, planner);
        }

        @Bean
        Cycle cycle(
                Cycles cycles,
                AgentsClient agents,
                SystemObserver observer,
                RulePlanner planner,
                CycleReports reports,
                CycleAlerts alerts,
                TransactionTemplate transactions,
                OrchestratorSettings settings,
                Clock clock) {
            return new Cycle(
                    cycles,
                    new AgentsReady(agents, settings.readyWithin(), clock),
                    observer,
                    planner,
                    new PlanRunner(new AgentRun(agents, clock, Pause.sleeping()), settings),
                    reports,
                    alerts,
                    transactions,
                    settings,
                    clock);
        }

        @Bean
        CycleScheduler cycleScheduler(
                Cycle cycle,
                CycleRequests requests,
                OrchestratorSettings settings,
                @Value("${nuzantara.zone}") ZoneId zone,
                DataSource dataSource,
                SchedulerName name,
                Clock clock) {
            var schedule = CronSchedule.of(settings.cron(), zone);
            return new CycleScheduler(cycle, requests, schedule, dataSource, name, clock);
        }

        @Bean
        CycleStart cycleStart(CycleScheduler scheduler, AgentsClient agents, OrchestratorSettings settings) {
            return new CycleStart(scheduler, agents, settings);
        }
    }
}
