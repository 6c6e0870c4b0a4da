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
        refuseTaken(environment, "server.address", "server.port");
        refuseTaken(environment, "management.server.address", "management.server.port");
    }

    private static void refuseTaken(Environment environment, String addressSetting, String portSetting) {
        var address = address(environment.getProperty(addressSetting, "127.0.0.1"), addressSetting);
        var port = port(environment.getProperty(portSetting, "0"), portSetting);
        if (!Ports.isFree(address, port)) {
            throw new StartRefused(Ports.taken(address, port));
        }
    }

    private static InetAddress address(String text, String setting) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new StartRefused(
                    "The address '%s' (%s) is unknown on this machine: start with --address 127.0.0.1."
                            .formatted(PlainText.of(text), setting),
                    e);
        }
    }

    private static int port(String text, String setting) {
        try {
            var port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException _) {
            throw badPort(text, setting);
        }
        throw badPort(text, setting);
    }

    private static StartRefused badPort(String text, String setting) {
        return new StartRefused("The port '%s' (%s) must be a number from 0 to 65535: start with --port 8000."
                .formatted(PlainText.of(text), setting));
    }

    /** After everything that adds settings. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
