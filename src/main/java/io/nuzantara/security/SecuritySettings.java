package io.nuzantara.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may reach the service.
 *
 * @param serviceToken what our services show each other ({@code NUZANTARA_SERVICE_TOKEN}), at least 32 characters; absent =
 *     made at every start, into {@code service.token}
 * @param previousServiceToken the one before ({@code NUZANTARA_PREVIOUS_SERVICE_TOKEN}), accepted as well until every service
 *     of ours shows the new one; absent = none
 * @param trustedProxies addresses of proxies in front that speak TLS ({@code NUZANTARA_TRUSTED_PROXIES}); with none and no
 *     TLS of its own the service listens on loopback only
 * @param allowedHosts further names under which the service may be called ({@code NUZANTARA_ALLOWED_HOSTS})
 */
@ConfigurationProperties("nuzantara.security")
record SecuritySettings(
        @Nullable Secret serviceToken,
        @Nullable Secret previousServiceToken,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue List<String> allowedHosts) {}
