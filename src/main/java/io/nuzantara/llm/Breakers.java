package io.nuzantara.llm;

import io.nuzantara.llm.provider.Called;
import io.nuzantara.llm.provider.Fault;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this process has learned about each provider: whether it is down, and whether it lets us in. */
class Breakers {

    private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);

    private final Consumer<ProviderAccess> told;
    private final Clock clock;
    private final Map<String, Breaker> byProvider = new ConcurrentHashMap<>();

    /**
     * @param told hears when a provider shuts us out or lets us in
     */
    Breakers(Consumer<ProviderAccess> told, Clock clock) {
        this.told = told;
        this.clock = clock;
    }

    /** Why a call has no sense now; a look that costs nothing and takes no probe. */
    Optional<Reply.Refused> look(String provider) {
        var breaker = of(provider);
        return refusal(provider, breaker).or(() -> breaker.left().map(left -> paused(provider, breaker, left)));
    }

    /** Why the call must not be made now; when empty it is made at once, and it may be the only probe. */
    Optional<Reply.Refused> admit(String provider) {
        var breaker = of(provider);
        return refusal(provider, breaker).or(() -> breaker.pause().map(left -> paused(provider, breaker, left)));
    }

    private Breaker of(String provider) {
        return byProvider.computeIfAbsent(provider, _ -> new Breaker(clock));
    }

    private static Optional<Reply.Refused> refusal(String provider, Breaker breaker) {
        return breaker.isRefused()
                ? Optional.of(new Reply.Refused(
                        Refusal.NOT_AUTHORISED,
                        "%s refuses the key: set another one and start again.".formatted(provider),
                        null))
                : Optional.empty();
    }

    private static Reply.Refused paused(String provider, Breaker breaker, Duration left) {
        return breaker.isForbidden()
                ? new Reply.Refused(
                        Refusal.NOT_AUTHORISED,
                        "%s forbids our calls, not asked for a while.".formatted(provider),
                        left)
                : new Reply.Refused(Refusal.OVERLOADED, "%s is down, not asked for a while.".formatted(provider), left);
    }

    /** Learns from what came of a call. */
    void learn(String provider, Called<?> called) {
        switch (called) {
            case Called.Answered<?> _ -> answered(provider);
            case Called.Failed<?>(var fault, var _, var _) -> learn(provider, fault);
        }
    }

    private void learn(String provider, Fault fault) {
        var breaker = of(provider);
        switch (fault) {
            case NOT_AUTHORISED, UNSENDABLE ->
                shut(provider, breaker.refuse(), "does not take the key, not asked until another start");
            case FORBIDDEN -> shut(provider, breaker.forbid(), "forbids our calls, asked again in ten minutes");
            case NOT_CONNECTED, TLS, BROKEN, TIMEOUT, SERVER_ERROR, GATEWAY_ERROR, REDIRECT -> breaker.outage();
            case RATE_LIMITED, OUT_OF_CREDIT, UNKNOWN_MODEL, REFUSED_INPUT, TOO_LARGE, GARBAGE -> answered(provider);
            case INTERRUPTED -> {}
        }
    }

    private void answered(String provider) {
        if (of(provider).answered()) {
            told.accept(new ProviderAccess(provider, true));
        }
    }

    private void shut(String provider, boolean news, String how) {
        if (news) {
            LOG.warn("A model provider {} provider={}", how, provider);
            told.accept(new ProviderAccess(provider, false));
        }
    }
}
