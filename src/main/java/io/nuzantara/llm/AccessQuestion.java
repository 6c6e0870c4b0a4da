package io.nuzantara.llm;

import io.nuzantara.database.StartRefused;
import io.nuzantara.llm.provider.Called;
import io.nuzantara.llm.provider.Connections;
import io.nuzantara.llm.provider.Fault;
import io.nuzantara.llm.provider.KeyQuestion;
import io.nuzantara.llm.provider.KeyQuestion.Dialect;
import io.nuzantara.llm.provider.LocalEmbeddings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Asks whether the models of these settings can be used, without a prompt and without cost, also before a service has started. A
 * granted access is believed for an hour, any other answer for a minute.
 */
public final class AccessQuestion {

    private static final String PREFIX = "nuzantara.llm";
    private static final Duration GRANTED_FOR = Duration.ofHours(1);
    private static final Duration REFUSED_FOR = Duration.ofMinutes(1);

    private final Environment environment;
    private final Connections connections;
    private final Duration timeout;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /**
     * @param environment where the settings stand
     * @param timeout longest time for one provider
     */
    public AccessQuestion(Environment environment, Duration timeout, Clock clock) {
        this.environment = environment;
        this.connections = new Connections(clock);
        this.timeout = timeout;
        this.clock = clock;
    }

    /** The access to each provider that answers questions. */
    public List<ModelAccess> models() {
        return understood(() -> {
            var settings = settings();
            var endpoints = Endpoints.of(settings);
            var models = ModelChoice.of(settings, endpoints.keySet()).values();
            return models.isEmpty()
                    ? List.of(new ModelAccess.Local(settings.provider().strip().equals("local")))
                    : byProvider(models, endpoints);
        });
    }

    /** Whether the embedding model is at a provider, who would have to be asked. */
    public boolean embedsElsewhere() {
        try {
            var settings = settings();
            return ModelChoice.embedding(settings, Endpoints.of(settings).keySet())
                    .isPresent();
        } catch (StartRefused | BindException _) {
            return false; // nobody is asked with settings that cannot be read
        }
    }

    /** The access to the embedding model. */
    public List<ModelAccess> embeddings() {
        return understood(() -> {
            var settings = settings();
            var endpoints = Endpoints.of(settings);
            return ModelChoice.embedding(settings, endpoints.keySet())
                    .map(model -> byProvider(List.of(model), endpoints))
                    .orElseGet(() -> List.of(new ModelAccess.Local(true)));
        });
    }

    /** How many numbers the model inside this process makes of a text; loads it, which takes about a second and 200 MB. */
    public int embedHere(String text, Path dataDirectory) {
        return new LocalEmbeddings(dataDirectory.resolve("native")).embed(text).length;
    }

    private List<ModelAccess> byProvider(Collection<ModelName> models, Map<String, Endpoints.At> endpoints) {
        var named = models.stream().distinct().collect(Collectors.groupingBy(ModelName::provider));
        return endpoints.keySet().stream()
                .filter(named::containsKey)
                .map(provider -> access(provider, named.getOrDefault(provider, List.of()), endpoints.get(provider)))
                .toList();
    }

    private ModelAccess access(String provider, List<ModelName> models, Endpoints.@Nullable At at) {
        var fresh = known.get(provider);
        if (fresh != null && clock.instant().isBefore(fresh.until())) {
            return fresh.access();
        }
        if (at == null) {
            throw new IllegalStateException("no provider " + provider);
        }
        var answer = new KeyQuestion(connections, at.baseUrl(), at.key(), dialect(provider)).ask(timeout);
        var access = understood(provider, models, answer);
        var granted = access instanceof ModelAccess.Granted;
        known.put(provider, new Known(access, clock.instant().plus(granted ? GRANTED_FOR : REFUSED_FOR)));
        return access;
    }

    private static Dialect dialect(String provider) {
        return switch (provider) {
            case Endpoints.ANTHROPIC -> Dialect.ANTHROPIC;
            case Endpoints.OPENROUTER -> Dialect.OPENROUTER;
            default -> Dialect.OPENAI;
        };
    }

    private ModelAccess understood(String provider, List<ModelName> models, Called<String> answer) {
        return switch (answer) {
            case Called.Answered<String> _ -> priced(provider, models);
            case Called.Failed<String>(var fault, var sentence, var _) ->
                isRefusal(fault)
                        ? new ModelAccess.Refused(provider, sentence)
                        : new ModelAccess.Unreachable(provider, sentence);
        };
    }

    private static boolean isRefusal(Fault fault) {
        return switch (fault) {
            case NOT_AUTHORISED, FORBIDDEN, UNSENDABLE, OUT_OF_CREDIT -> true;
            case NOT_CONNECTED,
                    TLS,
                    BROKEN,
                    TIMEOUT,
                    RATE_LIMITED,
                    SERVER_ERROR,
                    GATEWAY_ERROR,
                    UNKNOWN_MODEL,
                    REFUSED_INPUT,
                    REDIRECT,
                    TOO_LARGE,
                    GARBAGE,
                    INTERRUPTED -> false;
        };
    }

    private ModelAccess priced(String provider, List<ModelName> models) {
        var missing = prices().missing(models, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        return missing.isEmpty()
                ? new ModelAccess.Granted(provider, ids(models))
                : new ModelAccess.Unpriced(provider, ids(missing));
    }

    private static List<String> ids(List<ModelName> models) {
        return models.stream().map(ModelName::id).sorted().toList();
    }

    private LlmSettings settings() {
        return bound(LlmSettings.class);
    }

    private Prices prices() {
        return new Prices(bound(SpendingSettings.class));
    }

    private <T> T bound(Class<T> settings) {
        return Binder.get(environment).bindOrCreate(PREFIX, Bindable.of(settings));
    }

    private static List<ModelAccess> understood(Look look) {
        try {
            return look.now();
        } catch (StartRefused e) {
            return List.of(new ModelAccess.Misconfigured(e.sentence()));
        } catch (BindException e) {
            return List.of(new ModelAccess.Misconfigured("The setting %s cannot be read.".formatted(e.getName())));
        }
    }

    private interface Look {
        List<ModelAccess> now();
    }

    private record Known(ModelAccess access, Instant until) {}
}
