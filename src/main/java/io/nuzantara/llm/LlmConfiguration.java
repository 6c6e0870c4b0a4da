package io.nuzantara.llm;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.nuzantara.http.RetryBudget;
import io.nuzantara.llm.provider.AnthropicProvider;
import io.nuzantara.llm.provider.ChatProvider;
import io.nuzantara.llm.provider.Connections;
import io.nuzantara.llm.provider.LocalEmbeddings;
import io.nuzantara.llm.provider.OpenAiEmbeddings;
import io.nuzantara.llm.provider.OpenAiProvider;
import io.nuzantara.llm.provider.OpenAiProvider.Dialect;
import io.nuzantara.security.KillSwitch;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The models that the settings name; without a key or an address the local one, which never answers. */
@Configuration(proxyBeanMethods = false)
class LlmConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(LlmConfiguration.class);

    @Bean
    Connections modelConnections(Clock clock) {
        return new Connections(clock);
    }

    @Bean
    Providers modelProviders(LlmSettings settings, Connections connections, Prices prices, CompanyDay days) {
        var endpoints = Endpoints.of(settings);
        var models = ModelChoice.of(settings, endpoints.keySet());
        var byName = new LinkedHashMap<String, ChatProvider>();
        endpoints.forEach((name, at) -> byName.put(name, provider(name, at, connections)));
        warnWithoutPrice(models.values(), prices, days);
        LOG.info("Language models: {}", models.isEmpty() ? "none, rules decide" : models);
        return new Providers(byName, models, settings.temperature() < 0 ? null : settings.temperature());
    }

    private static void warnWithoutPrice(Collection<ModelName> models, Prices prices, CompanyDay days) {
        prices.missing(models, days.today())
                .forEach(model -> LOG.warn(
                        "Nobody said what the model {} costs, so it is never called: add it to nuzantara.llm.prices",
                        model));
    }

    private static ChatProvider provider(String name, Endpoints.At at, Connections connections) {
        return switch (name) {
            case Endpoints.ANTHROPIC -> new AnthropicProvider(connections, at.baseUrl(), at.key());
            case Endpoints.OPENAI -> new OpenAiProvider(connections, at.baseUrl(), at.key(), Dialect.OPENAI);
            default -> new OpenAiProvider(connections, at.baseUrl(), at.key(), Dialect.COMPATIBLE);
        };
    }

    @Bean
    Attempts modelAttempts(
            KillSwitch killSwitch,
            Limits limits,
            Money money,
            UsageLedger ledger,
            MeterRegistry meters,
            ObservationRegistry observations,
            ApplicationEventPublisher events,
            Clock clock) {
        var settlement = new Settlement(money, ledger, new GenAiTelemetry(meters, observations), clock);
        return new Attempts(
                new Calls(
                        killSwitch::isStopped,
                        limits,
                        new Breakers(events::publishEvent, clock),
                        money,
                        settlement,
                        clock),
                new Backoff(new Random()),
                new RetryBudget(Attempts.RESERVE, clock),
                Thread::sleep,
                clock);
    }

    @Bean
    LanguageModel languageModel(
            Providers providers,
            OutgoingGate gate,
            Attempts attempts,
            UsageLedger ledger,
            JdbcClient jdbc,
            Clock clock) {
        if (providers.models().isEmpty()) {
            return new LocalModel();
        }
        return new RemoteModel(
                providers, gate, new AnswerCache(jdbc, clock), attempts, new Quarantine(jdbc, clock), ledger, clock);
    }

    @Bean
    EmbeddingModel embeddingModel(
            LlmSettings settings,
            @Value("${nuzantara.data-dir}") Path dataDirectory,
            Connections connections,
            OutgoingGate gate,
            Attempts attempts,
            UsageLedger ledger,
            Prices prices,
            CompanyDay days,
            Clock clock) {
        var endpoints = Endpoints.of(settings);
        var model = ModelChoice.embedding(settings, endpoints.keySet()).orElse(null);
        var at = model == null ? null : endpoints.get(model.provider());
        if (model == null || at == null) {
            return new InProcessEmbeddings(new LocalEmbeddings(dataDirectory.resolve("native")));
        }
        warnWithoutPrice(List.of(model), prices, days);
        var provider = new OpenAiEmbeddings(connections, at.baseUrl(), at.key(), model.id());
        return new RemoteEmbeddings(model, provider, gate, attempts, ledger, clock);
    }

    @Bean
    Forgetting modelForgetting(JdbcClient jdbc, Clock clock) {
        return new Forgetting(jdbc, clock);
    }
}
