package io.nuzantara.security.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Where a request comes from: the other end of the connection, or the address that a trusted proxy saw there. Of
 * {@code X-Forwarded-For} only what trusted proxies wrote is read, from the right; what a caller puts in stands left of it. Fly's
 * proxy ends that list with the address of the app, the same for everybody, and says in {@code Fly-Client-IP} who called
 * (fly.io/docs/networking/request-headers).
 */
class ClientAddress {

    private static final String HEADER = "X-Forwarded-For";
    private static final String FLY = "Fly-Client-IP";
    private static final int NETWORK = 8;

    private final boolean onFly;
    private final List<IpAddressMatcher> proxies;

    /**
     * @param proxies addresses or networks ({@code 10.0.0.0/8}); names are not resolved and match nothing
     * @param onFly whether the proxies are Fly's; anywhere else its header is one that a caller could write
     */
    ClientAddress(List<String> proxies, boolean onFly) {
        this.onFly = onFly;
        this.proxies = proxies.stream()
                .filter(proxy -> literal(proxy.replaceFirst("/.*", "")).isPresent())
                .map(IpAddressMatcher::new)
                .toList();
    }

    /** The address; of IPv6 its network of 64 bits, because that is what one subscriber has. */
    String of(HttpServletRequest request) {
        var client = request.getRemoteAddr();
        for (var before : hops(request)) {
            if (!isProxy(client) || literal(before).isEmpty()) {
                break;
            }
            client = before;
        }
        return subscriber(client);
    }

    /** What the proxies say, the nearest first. */
    private List<String> hops(HttpServletRequest request) {
        var client = onFly ? request.getHeader(FLY) : null;
        return client == null ? forwarded(request) : List.of(client);
    }

    private static List<String> forwarded(HttpServletRequest request) {
        var hops = new ArrayList<String>();
        for (var line : Collections.list(request.getHeaders(HEADER))) {
            Arrays.stream(line.split(",")).map(String::strip).forEach(hops::add);
        }
        return hops.reversed();
    }

    private boolean isProxy(String address) {
        return proxies.stream().anyMatch(proxy -> proxy.matches(address));
    }

    private static String subscriber(String address) {
        return literal(address)
                .filter(Inet6Address.class::isInstance)
                .map(six -> HexFormat.of().formatHex(six.getAddress(), 0, NETWORK) + "/64")
                .orElse(address);
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
