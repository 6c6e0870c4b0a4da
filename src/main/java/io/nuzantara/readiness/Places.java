package io.nuzantara.readiness;

import io.nuzantara.database.DatabaseReach;
import io.nuzantara.readiness.check.Site;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whose states are remembered: those of one host in one role. */
final class Places {

    private Places() {}

    /** @param reading whether nothing may be written */
    static Since since(Site site, boolean reading) {
        var place = "%s/%s".formatted(host(), site.settings().getProperty("nuzantara.role", "all"));
        return new Since(() -> rows(site, place), reading);
    }

    private static Optional<StateRows> rows(Site site, String place) {
        return switch (site.database().now()) {
            case DatabaseReach.Open open -> Optional.of(new StateRows(JdbcClient.create(open.connections()), place));
            case DatabaseReach.Closed _, DatabaseReach.Asleep _ -> Optional.empty();
        };
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown host";
        }
    }
}
