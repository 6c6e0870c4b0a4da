package io.nuzantara.cli;

import io.nuzantara.database.StartRefused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** Refuses a start on taken ports as soon as the settings are known, before a database is started for nothing. */
class PortCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        var environment = event.getEnvironment();
        refuseTaken(environment, "server", "--address or SERVER_ADDRESS", "--port or PORT");
        refuseTaken(environment, "management.server", "MANAGEMENT_ADDRESS", "--management-port or MANAGEMENT_PORT");
    }

    private static void refuseTaken(Environment environment, String prefix, String addressName, String portName) {
        var address = address(environment.getProperty(prefix + ".address", "127.0.0.1"), addressName);
        var port = port(environment.getProperty(prefix + ".port", "0"), portName);
        if (!Ports.isFree(address, port)) {
            throw new StartRefused(Ports.taken(address, port));
        }
    }

    private static InetAddress address(String text, String name) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new StartRefused(
                    "The address '%s' (%s) is unknown on this machine: start with --address 127.0.0.1."
                            .formatted(PlainText.of(text), name),
                    e);
        }
    }

    private static int port(String text, String name) {
        try {
            var port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException _) {
            throw badPort(text, name);
        }
        throw badPort(text, name);
    }

    private static StartRefused badPort(String text, String name) {
        return new StartRefused("The port '%s' (%s) must be a number from 0 to 65535: start with --port 8000."
                .formatted(PlainText.of(text), name));
    }

    /** After everything that adds settings. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
