package io.nuzantara.security;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of the server's settings decides who can reach it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecuritySettings.class)
class SecurityConfiguration {

    @Bean
    Exposure exposure(
            ServerProperties server,
            SecuritySettings settings,
            @Value("${nuzantara.public-url:#{null}}") @Nullable URI publicUrl) {
        var ssl = server.getSsl();
        return Exposure.of(server.getAddress(), ssl != null && ssl.isEnabled(), publicUrl, settings);
    }
}
