package io.nuzantara.orchestrator;

import io.nuzantara.database.StartRefused;
import java.net.InetAddress;
import java.net.URI;
import java.util.function.Supplier;

/**
 * Where the agents service is. The service token travels there, so plain http is refused for an address on the open
 * network.
 */
final class AgentsAddress {

    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int UNIQUE_LOCAL_MASK = 0xfe;

    private AgentsAddress() {}

    /**
     * Reads {@code BACKEND_RAG_URL}; a path stays, a trailing slash goes.
     *
     * @throws StartRefused when it is no http address, or the token would travel unprotected
     */
    static URI parse(String text) {
        var uri = uri(text.strip().replaceAll("/+$", ""));
        if ("http".equals(uri.getScheme()) && !isPrivate(uri.getHost())) {
            throw new StartRefused(
                    "BACKEND_RAG_URL is http to a public address, and the service token would travel readable: use https.");
        }
        return uri;
    }

    private static URI uri(String text) {
        Supplier<StartRefused> refused = () -> new StartRefused(
                "BACKEND_RAG_URL must look like http://localhost:8000 or https://agents.example.com/path.");
        try {
            var uri = URI.create(text);
            var known = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!known || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
                throw refused.get();
            }
            return uri;
        } catch (IllegalArgumentException e) {
            throw refused.get();
        }
    }

    /** Loopback, private ranges, and names that only a private network resolves: without a dot, or in a cluster's domain. */
    private static boolean isPrivate(String host) {
        var isAddress = host.startsWith("[") || host.matches("[0-9.]+");
        return isAddress
                ? isPrivate(address(host))
                : !host.contains(".") || host.matches("(?i).*\\.(internal|local|svc|localhost)");
    }

    private static boolean isPrivate(InetAddress address) {
        var uniqueLocal =
                address.getAddress().length == 16 && (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || uniqueLocal;
    }

    /** A literal: no name service is asked. */
    private static InetAddress address(String literal) {
        try {
            return InetAddress.ofLiteral(literal.replaceAll("[\\[\\]]", ""));
        } catch (IllegalArgumentException e) {
            throw new StartRefused("BACKEND_RAG_URL holds an address that is none: " + literal + ".", e);
        }
    }
}
