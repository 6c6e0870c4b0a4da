package io.nuzantara.readiness;

import io.nuzantara.readiness.check.OwnAddress;
import io.nuzantara.security.ServiceToken;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import org.springframework.core.env.Environment;

/** The service of this process. */
final class AddressHere implements OwnAddress {

    private final Environment settings;
    private final ServiceToken token;

    AddressHere(Environment settings, ServiceToken token) {
        this.settings = settings;
        this.token = token;
    }

    /** A certificate of the service is not for the name of its own machine, so over TLS it cannot call itself. */
    @Override
    public Optional<URI> address() {
        var port = settings.getProperty("local.server.port");
        return port == null || settings.getProperty("server.ssl.enabled", Boolean.class, false)
                ? Optional.empty()
                : Optional.of(URI.create("http://%s:%s".formatted(host(), port)));
    }

    private String host() {
        try {
            var bound = InetAddress.getByName(settings.getProperty("server.address", "127.0.0.1"));
            var address = bound.isAnyLocalAddress() ? "127.0.0.1" : bound.getHostAddress();
            return address.contains(":") ? "[" + address + "]" : address;
        } catch (UnknownHostException e) {
            return "127.0.0.1";
        }
    }

    @Override
    public Optional<String> token() {
        return Optional.of(token.value());
    }

    @Override
    public boolean isThisProcess() {
        return true;
    }
}
