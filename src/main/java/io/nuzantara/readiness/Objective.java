package io.nuzantara.readiness;

/** A promise: what share of events must be good. */
enum Objective {
    API("api-availability", "Requests are answered without a server error", 0.995),
    EXECUTIONS("executions", "Executions complete and are whole", 0.95),
    SCHEDULE("schedule-delay", "Scheduled executions begin within 5 minutes", 0.99),
    ALERTS("alert-delivery", "Alerts are delivered within 2 minutes", 0.99);

    private final String id;
    private final String promise;
    private final double target;

    Objective(String id, String promise, double target) {
        this.id = id;
        this.promise = promise;
        this.target = target;
    }

    String id() {
        return id;
    }

    String promise() {
        return promise;
    }

    /** Share of events that may be bad. */
    double budget() {
        return 1 - target;
    }
}
