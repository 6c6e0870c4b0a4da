package io.nuzantara.alert;

import io.micrometer.core.instrument.MeterRegistry;
import io.nuzantara.database.StartRefused;
import io.nuzantara.security.KillSwitch;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Slack when its address is set, the log otherwise. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class AlertConfiguration {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration TOTAL = Duration.ofSeconds(10);

    @Bean
    Channel alertChannel(
            AlertSettings settings,
            @Value("${nuzantara.public-url:http://localhost:${server.port:8000}}") String publicUrl,
            Clock clock) {
        var webhook = settings.slackWebhookUrl();
        var text = new SlackText(publicUrl.replaceAll("/+$", ""));
        return webhook == null || webhook.isBlank()
                ? new LogChannel()
                : new SlackChannel(address(webhook), text, CONNECT, TOTAL, clock);
    }

    /** Reads the address without ever repeating it. */
    static URI address(@Nullable String webhook) {
        try {
            var uri = URI.create(webhook == null ? "" : webhook.strip());
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw refused();
        }
        throw refused();
    }

    private static StartRefused refused() {
        return new StartRefused(
                "SLACK_WEBHOOK_URL is not an http or https address: copy it again from Slack, or remove it.");
    }

    @Bean
    Turns alertTurns(JdbcClient jdbc, Clock clock) {
        return new Turns(jdbc, clock, RandomGenerator.getDefault());
    }

    @Bean
    AlertDelivery alertDelivery(
            JdbcClient jdbc,
            Turns alertTurns,
            Channel alertChannel,
            KillSwitch killSwitch,
            MeterRegistry registry,
            Clock clock) {
        return new AlertDelivery(
                new Notices(jdbc, clock),
                alertTurns,
                alertChannel,
                new AlertMeters(registry, clock),
                killSwitch::isStopped,
                work -> Thread.ofVirtual().name("alert").start(work),
                Thread::sleep);
    }
}
