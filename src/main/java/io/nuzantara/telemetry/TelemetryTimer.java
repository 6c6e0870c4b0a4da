package io.nuzantara.telemetry;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** When what is collected: every node samples itself, one of them the database. */
@Component
class TelemetryTimer {

    private final RequestLog requests;
    private final Nodes nodes;
    private final SystemLoad load;
    private final Snapshots snapshots;
    private final Retention retention;

    TelemetryTimer(RequestLog requests, Nodes nodes, SystemLoad load, Snapshots snapshots, Retention retention) {
        this.requests = requests;
        this.nodes = nodes;
        this.load = load;
        this.snapshots = snapshots;
        this.retention = retention;
    }

    @Scheduled(fixedRateString = "PT1S")
    void writeRequests() {
        requests.flush();
    }

    @Scheduled(fixedRateString = "PT5S")
    void showNode() {
        nodes.show();
    }

    @Scheduled(fixedRateString = "PT30S")
    void sampleSystem() {
        load.sample();
    }

    @Scheduled(fixedRateString = "PT1M", initialDelayString = "PT2S")
    void takeSnapshot() {
        snapshots.takeIfDue();
    }

    @Scheduled(fixedRateString = "PT1H", initialDelayString = "PT10M")
    void forgetOldRows() {
        retention.apply();
    }
}
