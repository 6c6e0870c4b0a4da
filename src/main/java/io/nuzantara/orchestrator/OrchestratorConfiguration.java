package io.nuzantara.orchestrator;

import com.github.kagkarlsson.scheduler.SchedulerName;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.nuzantara.alert.Alerts;
import io.nuzantara.build.Build;
import io.nuzantara.environment.ServiceAddress;
import io.nuzantara.execution.EngineLoad;
import io.nuzantara.execution.UuidV7;
import io.nuzantara.llm.LanguageModel;
import io.nuzantara.llm.Prompt;
import io.nuzantara.llm.Spending;
import io.nuzantara.security.ServiceToken;
import io.nuzantara.telemetry.BusinessCounts;
import io.nuzantara.telemetry.Endpoints;
import io.nuzantara.telemetry.Nodes;
import io.nuzantara.telemetry.SystemLoad;
import io.nuzantara.trace.Traces;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Every role observes, plans and takes requests for cycles; the orchestrator works on them. */
@Configuration(proxyBeanMethods = false)
class OrchestratorConfiguration {

    private static final Duration OBSERVE_WITHIN = Duration.ofSeconds(5);

    @Bean
    CycleRequests cycleRequests(
            Cycles cycles,
            DataSource dataSource,
            TransactionTemplate transactions,
            CycleSwitch cycleSwitch,
            UuidV7 ids,
            Clock clock) {
        return new CycleRequests(cycles, dataSource, transactions, cycleSwitch, ids::next, clock);
    }

    @Bean
    AgentsClient agentsClient(
            OrchestratorSettings settings,
            Environment environment,
            ServiceToken token,
            JsonMapper json,
            ObservationRegistry observations,
            Clock clock) {
        return new AgentsClient(
                address(settings, environment), token::value, json, retries(clock), observations, clock);
    }

    private static Retries retries(Clock clock) {
        return new Retries(clock, new SecureRandom(), Pause.sleeping());
    }

    /** A configured address is checked at the start; our own port is known once the server listens. */
    private static Supplier<URI> address(OrchestratorSettings settings, Environment environment) {
        var configured = settings.agentsUrl();
        if (configured != null && !configured.isBlank()) {
            var address = ServiceAddress.parse("BACKEND_RAG_URL", configured);
            return () -> address;
        }
        return environment.getProperty("nuzantara.roles.agents", boolean.class, true)
                ? () -> URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"))
                : () -> URI.create("http://localhost:8000");
    }

    @Bean
    SystemObserver systemObserver(
            AgentsClient agents,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            BusinessCounts counts,
            Endpoints endpoints,
            SystemLoad load,
            EngineLoad engine,
            LanguageModel models,
            Spending spending,
            CycleReports reports,
            CycleSwitch cycleSwitch,
            Traces traces,
            Clock clock) {
        var sources = SystemMetrics.sources(counts, endpoints, load, engine, new ModelBudget(models, spending::today));
        var metrics = new MetricReader(jdbc, transactions, sources);
        return new SystemObserver(
                agents, metrics, new AgentsReading(reports, cycleSwitch::offSince), OBSERVE_WITHIN, traces, clock);
    }

    @Bean
    LlmPlanner llmPlanner(LanguageModel model, OrchestratorSettings settings, @Value("${nuzantara.zone}") ZoneId zone) {
        return new LlmPlanner(model, Prompt.named("cycle-plan.v1"), settings, zone);
    }

    @Bean
    Planning planning(
            SystemObserver observer,
            AgentsClient agents,
            LlmPlanner model,
            OrchestratorSettings settings,
            @Value("${nuzantara.zone}") ZoneId zone,
            Clock clock) {
        var own = observer.asking(agents.with(retries(clock)));
        return new Planning(own, new RulePlanner(settings, zone), model);
    }

    /** The parts that run cycles. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("nuzantara.roles.orchestrator")
    static class Working {

        @Bean
        AgentsReady agentsReady(
                AgentsClient agents, Alerts alerts, Build build, OrchestratorSettings settings, Clock clock) {
            return new AgentsReady(
                    agents, alerts, build, settings.readyWithin(), settings.restartWithin(), clock, Pause.sleeping());
        }

        /** With a circuit of its own. */
        @Bean
        AgentsProbe agentsProbe(
                OrchestratorSettings settings,
                Environment environment,
                ServiceToken token,
                JsonMapper json,
                Nodes nodes,
                Build build,
                ObservationRegistry observations,
                Clock clock) {
            var own = new AgentsClient(
                    address(settings, environment), token::value, json, retries(clock), observations, clock);
            return new AgentsProbe(own, nodes, build, settings.enabled());
        }

        @Bean
        Cycle cycle(
                Cycles cycles,
                AgentsClient agents,
                SystemObserver observer,
                LlmPlanner planner,
                CycleReports reports,
                AgentsReady agentsReady,
                CycleAlerts alerts,
                TransactionTemplate transactions,
                OrchestratorSettings settings,
                MeterRegistry meters,
                Traces traces,
                Clock clock) {
            return new Cycle(
                    cycles,
                    agentsReady,
                    observer,
                    planner,
                    new PlanRunner(new AgentRun(agents, clock, Pause.sleeping()), settings, traces),
                    new LateRuns(reports, agents, clock),
                    reports,
                    alerts,
                    transactions,
                    settings,
                    new CycleMeters(meters),
                    traces,
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
            return new CycleScheduler(cycle, requests, settings.schedule(zone), dataSource, name, clock);
        }

        @Bean
        CycleStart cycleStart(
                CycleScheduler scheduler, AgentsProbe agents, Nodes nodes, OrchestratorSettings settings) {
            return new CycleStart(scheduler, agents, nodes, settings);
        }
    }
}
