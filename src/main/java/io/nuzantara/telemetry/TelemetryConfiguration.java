package io.nuzantara.telemetry;

import io.nuzantara.build.Build;
import io.nuzantara.database.NodeName;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What this module needs from outside: the place in the chain of filters, role and version of this process. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class TelemetryConfiguration {

    /** Outside all other filters, so that refusals are measured too. */
    @Bean
    FilterRegistrationBean<RequestLogFilter> requestLogFilter(RequestLog requests, Clock clock) {
        var registration = new FilterRegistrationBean<>(new RequestLogFilter(requests, clock));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    @Bean
    Nodes nodes(JdbcClient jdbc, Clock clock, NodeName name, @Value("${nuzantara.role:all}") String role, Build build) {
        return new Nodes(jdbc, clock, name.text(), role, build);
    }
}
