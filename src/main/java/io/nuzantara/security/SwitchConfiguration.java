package io.nuzantara.security;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The global stop of this node. */
@Configuration(proxyBeanMethods = false)
class SwitchConfiguration {

    @Bean
    KillSwitch killSwitch(JdbcClient jdbc, StopFile file, Clock clock) {
        return new KillSwitch(jdbc, file, clock, Patience.DEFAULT);
    }
}
