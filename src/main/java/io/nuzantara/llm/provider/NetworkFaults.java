package io.nuzantara.llm.provider;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Names for what the JDK's client throws. Its own messages may repeat an address: they are never used. */
final class NetworkFaults {

    private NetworkFaults() {}

    static CallFailed late(Duration timeout) {
        return new CallFailed(Fault.TIMEOUT, "No whole answer within %d s.".formatted(timeout.toSeconds()));
    }

    static CallFailed named(Throwable thrown, Duration timeout) {
        var chain = Stream.iterate(thrown, fault -> fault != null, Throwable::getCause)
                .limit(20)
                .toList();
        if (chain.stream().anyMatch(NetworkFaults::isOfHandshake)) {
            return new CallFailed(Fault.TLS, tls(chain));
        }
        if (has(chain, UnknownHostException.class) || has(chain, UnresolvedAddressException.class)) {
            return new CallFailed(Fault.NOT_CONNECTED, "The host name of the provider is not known.");
        }
        if (has(chain, HttpConnectTimeoutException.class)) {
            return new CallFailed(Fault.NOT_CONNECTED, "The provider does not take the connection in time.");
        }
        if (has(chain, ConnectException.class)) {
            return new CallFailed(Fault.NOT_CONNECTED, "The provider refuses the connection.");
        }
        if (has(chain, HttpTimeoutException.class)) {
            return late(timeout);
        }
        if (chain.stream().anyMatch(NetworkFaults::isTooLong)) {
            return new CallFailed(
                    Fault.TOO_LARGE, "The answer is longer than %d bytes.".formatted(BoundedHttp.LONGEST_ANSWER));
        }
        return new CallFailed(Fault.BROKEN, "The connection broke before the answer was complete.");
    }

    private static boolean has(List<Throwable> chain, Class<? extends Throwable> kind) {
        return chain.stream().anyMatch(kind::isInstance);
    }

    /** Later TLS faults may cut off a request that has left already. */
    private static boolean isOfHandshake(Throwable fault) {
        return fault instanceof SSLHandshakeException
                || fault instanceof SSLPeerUnverifiedException
                || fault instanceof CertificateException;
    }

    /** What {@code BodyHandlers.limiting} throws is a bare IOException (JDK 25). */
    private static boolean isTooLong(Throwable fault) {
        var message = fault.getMessage();
        return message != null && message.contains("body exceeds capacity");
    }

    private static String tls(List<Throwable> chain) {
        if (has(chain, CertificateExpiredException.class)) {
            return "TLS: the certificate of the provider has expired.";
        }
        return has(chain, CertificateException.class)
                ? "TLS: the certificate of the provider is not trusted or belongs to another host."
                : "TLS: no secure connection to the provider.";
    }
}
