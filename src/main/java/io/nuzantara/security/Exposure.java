package io.nuzantara.security;

import io.nuzantara.database.StartRefused;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * From where the service can be reached.
 *
 * @param loopback only from this machine
 * @param https browsers reach it over TLS, its own or that of a proxy in front
 * @param hosts names allowed in the Host header, lower case, without port
 * @param proxies addresses of the proxies in front, as they are configured
 */
public record Exposure(boolean loopback, boolean https, Set<String> hosts, List<String> proxies) {

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    public Exposure {
        hosts = Set.copyOf(hosts);
        proxies = List.copyOf(proxies);
    }

    /**
     * @param address what the service is bound to; null = every address of the machine
     * @param tls whether the service itself speaks TLS
     * @throws StartRefused when others could reach it and read along
     */
    static Exposure of(@Nullable InetAddress address, boolean tls, @Nullable URI publicUrl, SecuritySettings settings) {
        var loopback = address != null && address.isLoopbackAddress();
        if (!loopback && !tls && settings.trustedProxies().isEmpty()) {
            throw new StartRefused("""
                    SERVER_ADDRESS is %s, which others can reach without encryption: bind to 127.0.0.1, configure TLS \
                    (server.ssl.*), or set NUZANTARA_TRUSTED_PROXIES to the proxy in front that speaks TLS.""".formatted(address == null ? "every address" : address.getHostAddress()));
        }
        var publicHttps = publicUrl != null && "https".equals(publicUrl.getScheme());
        return new Exposure(
                loopback,
                tls || !loopback || publicHttps,
                hosts(address, publicUrl, settings),
                settings.trustedProxies());
    }

    /**
     * Reads it from the settings as a service would, also before one has started.
     *
     * @throws StartRefused when others could reach the service and read along, or an address cannot be read
     */
    public static Exposure of(Environment environment) {
        var settings = Binder.get(environment).bindOrCreate("nuzantara.security", SecuritySettings.class);
        var publicUrl = environment.getProperty("nuzantara.public-url");
        var tls = environment.getProperty("server.ssl.enabled", Boolean.class, true)
                && (environment.containsProperty("server.ssl.key-store")
                        || environment.containsProperty("server.ssl.certificate")
                        || environment.containsProperty("server.ssl.bundle"));
        return of(
                address(environment.getProperty("server.address")),
                tls,
                publicUrl == null ? null : URI.create(publicUrl),
                settings);
    }

    private static @Nullable InetAddress address(@Nullable String text) {
        try {
            return text == null ? null : InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new StartRefused("SERVER_ADDRESS is no address of this machine: set it to 127.0.0.1.", e);
        }
    }

    private static Set<String> hosts(
            @Nullable InetAddress address, @Nullable URI publicUrl, SecuritySettings settings) {
        var hosts = new TreeSet<>(LOOPBACK_NAMES);
        if (address != null && !address.isAnyLocalAddress()) {
            hosts.add(literal(address));
        }
        if (publicUrl != null && publicUrl.getHost() != null) {
            hosts.add(publicUrl.getHost().toLowerCase(Locale.ROOT));
        }
        settings.allowedHosts().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
        return hosts;
    }

    private static String literal(InetAddress address) {
        var text = address.getHostAddress();
        return text.contains(":") ? "[" + text + "]" : text;
    }

    /** Whether a request with this Host header is meant for us; the port does not matter. */
    public boolean isOurs(@Nullable String host) {
        return host != null && hosts.contains(host.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT));
    }
}
