package io.nuzantara.readiness.check;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import org.springframework.core.env.Environment;
import org.springframework.modulith.NamedInterface;

/** How strict the matrix is. */
@NamedInterface("profile")
public enum Profile {
    /** One person's machine. */
    LOCAL,
    /** Others depend on it. */
    PRODUCTION;

    /** Production when others can reach the service, or it runs where services are deployed. */
    public static Profile of(Environment settings) {
        var deployed = isSet(settings, "FLY_APP_NAME") || isSet(settings, "KUBERNETES_SERVICE_HOST");
        return deployed || !isLoopback(settings.getProperty("server.address", "127.0.0.1")) ? PRODUCTION : LOCAL;
    }

    private static boolean isSet(Environment settings, String name) {
        return !settings.getProperty(name, "").isBlank();
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Its name in JSON and on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
