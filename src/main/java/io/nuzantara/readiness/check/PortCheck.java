package io.nuzantara.readiness.check;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Whether the service has its port, or could have it. */
final class PortCheck implements Check {

    private final Site site;

    PortCheck(Site site) {
        this.site = site;
    }

    @Override
    public String id() {
        return "port";
    }

    @Override
    public Group group() {
        return Group.MACHINE;
    }

    @Override
    public Verdict run() {
        var running = site.service().address();
        if (running.isPresent()) {
            return new Verdict.Pass(
                    "The service listens on port %d.".formatted(running.get().getPort()));
        }
        return site.service().isThisProcess() ? new Verdict.Pass("The service listens.") : free();
    }

    private Verdict free() {
        var port = site.settings().getProperty("server.port", "8000");
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            return new Verdict.Fail("PORT is no number from 0 to 65535.", "PORT=8000");
        }
        try {
            var address = InetAddress.getByName(site.settings().getProperty("server.address", "127.0.0.1"));
            return site.machine().isFree(address, Integer.parseInt(port))
                    ? new Verdict.Pass("Port %s is free.".formatted(port))
                    : new Verdict.Fail(
                            "Port %s is taken by another program.".formatted(port),
                            "./nuzantara up --port 0 picks a free one; who has it: ss -ltnp 'sport = :%s'"
                                    .formatted(port));
        } catch (UnknownHostException e) {
            return new Verdict.Fail("SERVER_ADDRESS is no address of this machine.", "SERVER_ADDRESS=127.0.0.1");
        }
    }
}
