package io.nuzantara.environment;

import io.nuzantara.database.StartRefused;
import java.net.InetAddress;
import java.net.URI;

/** The address of a service that is shown a secret: plain http is refused where others could read along. */
public final class ServiceAddress {

    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int UNIQUE_LOCAL_MASK = 0xfe;

    private ServiceAddress() {}

    /**
     * Reads an address; a path stays, trailing slashes go.
     *
     * @param variable whose value it is, for the sentence of a refusal, which never repeats the value
     * @throws StartRefused when it is no http address, or the secret would travel readable over a public network
     */
    public static URI parse(String variable, String text) {
        var uri = uri(variable, text.strip().replaceAll("/+$", ""));
        if ("http".equals(uri.getScheme()) && !isPrivate(variable, uri.getHost())) {
            throw new StartRefused(
                    "%s is http to a public address, and what it is shown would travel readable: use https."
                            .formatted(variable));
        }
        return uri;
    }

    private static URI uri(String variable, String text) {
        try {
            var uri = URI.create(text);
            var known = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (known && uri.getHost() != null && uri.getUserInfo() == null && hasOnlyPath(uri)) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            throw refused(variable);
        }
        throw refused(variable);
    }

    private static boolean hasOnlyPath(URI uri) {
        return uri.getQuery() == null && uri.getFragment() == null;
    }

    private static StartRefused refused(String variable) {
        return new StartRefused(
                variable + " must look like http://localhost:8000 or https://service.example.com/path.");
    }

    /** Loopback, private ranges, and names that only a private network resolves: without a dot, or in a cluster's domain. */
    private static boolean isPrivate(String variable, String host) {
        var isAddress = host.startsWith("[") || host.matches("[0-9.]+");
        return isAddress
                ? isPrivate(address(variable, host))
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
    private static InetAddress address(String variable, String literal) {
        try {
            return InetAddress.ofLiteral(literal.replaceAll("[\\[\\]]", ""));
        } catch (IllegalArgumentException _) {
            throw refused(variable);
        }
    }
}
