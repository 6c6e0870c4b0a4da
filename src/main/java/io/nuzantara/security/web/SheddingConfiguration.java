package io.nuzantara.security.web;

import io.github.bucket4j.TimeMeter;
import io.nuzantara.security.Exposure;
import io.nuzantara.security.shedding.KnownTokens;
import io.nuzantara.security.shedding.SenderLimits;
import io.nuzantara.security.shedding.SheddingSettings;
import java.time.Duration;
import java.util.Random;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What counts requests, by the monotonic clock of the machine: one that jumps would lock callers out. */
@Configuration(proxyBeanMethods = false)
class SheddingConfiguration {

    @Bean
    SenderLimits senderLimits(SheddingSettings settings) {
        return new SenderLimits(settings, TimeMeter.SYSTEM_NANOTIME);
    }

    @Bean
    KnownTokens knownTokens() {
        return new KnownTokens(Duration.ofMinutes(1), System::nanoTime);
    }

    @Bean
    GateFilter gateFilter(Gates gates, SheddingMeters meters, ProblemWriter problems) {
        return new GateFilter(gates, meters, problems, new Random());
    }

    @Bean
    ClientAddress clientAddress(Exposure exposure, Environment environment) {
        return new ClientAddress(exposure.proxies(), environment.containsProperty("FLY_APP_NAME"));
    }
}
