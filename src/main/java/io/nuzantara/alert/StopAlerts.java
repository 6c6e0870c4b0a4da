package io.nuzantara.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuzantara.alert.Alert.Severity;
import io.nuzantara.database.DataDirectory;
import io.nuzantara.security.KillSwitch;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells people that everything is stopped, and when work goes on; the only notices that go out during a stop. What counts only
 * until the database is heard is neither.
 */
@Component
class StopAlerts {

    private static final String EVERYWHERE = "stopped";

    private final Alerts alerts;
    private final KillSwitch killSwitch;
    private final String thisNode;
    private final ReentrantLock looking = new ReentrantLock();

    StopAlerts(Alerts alerts, KillSwitch killSwitch, DataDirectory data) {
        this.alerts = alerts;
        this.killSwitch = killSwitch;
        this.thisNode =
                "stopped-file:" + number(data.resolve("STOP").toAbsolutePath().toString());
    }

    /** The file counts for one data directory only: another node must not end its alert. */
    private static String number(String place) {
        var sum = new CRC32();
        sum.update(place.getBytes(UTF_8));
        return Long.toHexString(sum.getValue());
    }

    /** At a fixed rate, on a thread of its own: slow timers must not hold the news up, nor old news overtake it. */
    @Scheduled(fixedRateString = "PT5S", initialDelayString = "PT5S")
    void look() {
        if (!looking.tryLock()) {
            return;
        }
        try {
            lookAlone();
        } finally {
            looking.unlock();
        }
    }

    private void lookAlone() {
        var stop = killSwitch.state();
        if (stop.filter(KillSwitch.Stop::untilHeard).isEmpty()) {
            tell(stop);
        }
    }

    private void tell(Optional<KillSwitch.Stop> stop) {
        var file = stop.filter(KillSwitch.Stop::concernsOneNode).isPresent();
        if (!file) {
            alerts.recover(thisNode);
        }
        stop.ifPresentOrElse(on -> raise(file ? thisNode : EVERYWHERE, on), () -> alerts.recover(EVERYWHERE));
    }

    private void raise(String cause, KillSwitch.Stop stop) {
        alerts.raise(new Alert(
                Severity.WARNING,
                cause,
                "Everything is stopped",
                "%s stopped all work: %s. No agent starts and nothing calls out; what waits is kept. \"./nuzantara resume\" lets work go on."
                        .formatted(stop.by(), stop.reason()),
                "/"));
    }
}
