package io.nuzantara.security.web;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.core.env.Environment;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.SingleResultAuthorizationManager;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;

/**
 * Who may read the metrics and which build runs: everybody on a management port that only this machine can reach, or where
 * {@code nuzantara.metrics-open} says that the network is private; elsewhere whoever shows a token of scope {@code metrics}.
 */
@Component
class MetricsReaders {

    static final String PERMISSION = "metrics:read";

    private final boolean everybody;

    MetricsReaders(
            ManagementServerProperties management,
            Environment environment,
            @Value("${nuzantara.metrics-open:false}") boolean open) {
        var own = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
        everybody = open || (own && isLoopback(management.getAddress()));
    }

    /** A port without an address is bound to every address of the machine. */
    private static boolean isLoopback(@Nullable InetAddress address) {
        return address != null && address.isLoopbackAddress();
    }

    boolean areForEverybody() {
        return everybody;
    }

    AuthorizationManager<RequestAuthorizationContext> rule() {
        return everybody
                ? SingleResultAuthorizationManager.permitAll()
                : AuthorityAuthorizationManager.hasAuthority(PERMISSION);
    }
}
