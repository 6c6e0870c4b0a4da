package io.nuzantara.readiness.check;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Whether the service has its ports, or could have them. */
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
        return Verdict.of(List.of(
                free("server", "PORT", "SERVER_ADDRESS", "--port"),
                free("management.server", "MANAGEMENT_PORT", "MANAGEMENT_ADDRESS", "--management-port")));
    }

    private Verdict free(String setting, String portName, String addressName, String option) {
        var port = site.settings().getProperty(setting + ".port", "0");
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            return new Verdict.Fail(portName + " is no number from 0 to 65535.", portName + "=8000");
        }
        if (port.equals("0")) {
            return new Verdict.Pass(portName + " is 0: any free one will do.");
        }
        try {
            var address = InetAddress.getByName(site.settings().getProperty(setting + ".address", "127.0.0.1"));
            return site.machine().isFree(address, Integer.parseInt(port))
                    ? new Verdict.Pass("Port %s is free.".formatted(port))
                    : new Verdict.Fail(
                            "Port %s is taken by another program.".formatted(port),
                            "./nuzantara up %s 0 picks a free one; who has it: ss -ltnp 'sport = :%s'"
                                    .formatted(option, port));
        } catch (UnknownHostException e) {
            return new Verdict.Fail(addressName + " is no address of this machine.", addressName + "=127.0.0.1");
        }
    }
}
